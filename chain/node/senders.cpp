#include "chain/node/senders.hpp"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <unordered_map>

namespace dure::chain {

namespace {

using Transactions = std::span<const Transaction* const>;
using Senders = std::vector<std::optional<Address>>;

class DirectSenders final : public SenderRecovery {
 public:
    Senders recover(Transactions transactions) override {
        Senders out;
        out.reserve(transactions.size());
        for (const auto* transaction : transactions) out.push_back(sender(*transaction));
        return out;
    }
};

/// The work of one call: whoever is free takes the next transaction.
struct Round {
    Transactions transactions;
    Senders out;
    std::atomic<std::size_t> next = 0;

    void work() {
        for (;;) {
            const auto i = next.fetch_add(1, std::memory_order_relaxed);
            if (i >= transactions.size()) return;
            out[i] = sender(*transactions[i]);
        }
    }
};

class ParallelSenders final : public SenderRecovery {
 public:
    explicit ParallelSenders(std::size_t helpers) {
        for (std::size_t i = 0; i < helpers; ++i) threads_.emplace_back([this] { help(); });
    }
    ParallelSenders(const ParallelSenders&) = delete;
    ParallelSenders& operator=(const ParallelSenders&) = delete;
    ~ParallelSenders() override {
        {
            const std::lock_guard lock(mutex_);
            closing_ = true;
        }
        work_is_there_.notify_all();
        for (auto& thread : threads_) thread.join();
    }

    Senders recover(Transactions transactions) override {
        Round round{.transactions = transactions, .out = Senders(transactions.size())};
        // Waking a thread costs about as much as recovering one sender.
        if (transactions.size() > 1 && !threads_.empty()) {
            {
                const std::lock_guard lock(mutex_);
                round_ = &round;
                ++rounds_begun_;
            }
            work_is_there_.notify_all();
            round.work();
            // No helper enters the round any more; those inside finish their last one.
            std::unique_lock lock(mutex_);
            round_ = nullptr;
            helpers_left_.wait(lock, [this] { return inside_ == 0; });
        } else {
            round.work();
        }
        return std::move(round.out);
    }

 private:
    void help() {
        std::uint64_t seen = 0;
        std::unique_lock lock(mutex_);
        for (;;) {
            work_is_there_.wait(
                lock, [&] { return closing_ || (round_ != nullptr && rounds_begun_ != seen); });
            if (closing_) return;
            seen = rounds_begun_;
            auto& round = *round_;
            ++inside_;
            lock.unlock();
            round.work();
            lock.lock();
            if (--inside_ == 0) helpers_left_.notify_one();
        }
    }

    std::vector<std::thread> threads_;
    std::mutex mutex_;
    std::condition_variable work_is_there_;
    std::condition_variable helpers_left_;
    Round* round_ = nullptr;
    std::uint64_t rounds_begun_ = 0;
    std::size_t inside_ = 0;
    bool closing_ = false;
};

struct FirstBytes {
    std::size_t operator()(const Hash256& hash) const {
        std::size_t out = 0;
        std::copy_n(hash.bytes.begin(), sizeof out, reinterpret_cast<Byte*>(&out));
        return out;
    }
};

class RememberingSenders final : public SenderRecovery {
 public:
    RememberingSenders(SenderRecovery& inner, std::size_t most) : inner_(inner), most_(most) {}

    Senders recover(Transactions transactions) override {
        Senders out(transactions.size());
        std::vector<Hash256> hashes(transactions.size());
        std::vector<std::size_t> unknown;
        std::vector<const Transaction*> asked;
        for (std::size_t i = 0; i < transactions.size(); ++i) {
            hashes[i] = hash(*transactions[i]);
            if (const auto known = known_.find(hashes[i]); known != known_.end()) {
                out[i] = known->second;
            } else {
                unknown.push_back(i);
                asked.push_back(transactions[i]);
            }
        }
        const auto answers = inner_.recover(asked);
        for (std::size_t k = 0; k < unknown.size(); ++k) {
            if (known_.size() >= most_) known_.clear();
            out[unknown[k]] = known_[hashes[unknown[k]]] = answers[k];
        }
        return out;
    }

 private:
    SenderRecovery& inner_;
    std::size_t most_;
    std::unordered_map<Hash256, std::optional<Address>, FirstBytes> known_;
};

}  // namespace

std::unique_ptr<SenderRecovery> make_direct_senders() { return std::make_unique<DirectSenders>(); }

std::unique_ptr<SenderRecovery> make_parallel_senders(std::size_t helpers) {
    return std::make_unique<ParallelSenders>(helpers);
}

std::unique_ptr<SenderRecovery> make_parallel_senders() {
    constexpr unsigned kMostHelpers = 7;
    const auto cores = std::max(1U, std::thread::hardware_concurrency());
    return make_parallel_senders(std::min(cores - 1, kMostHelpers));
}

std::unique_ptr<SenderRecovery> make_remembering_senders(SenderRecovery& inner, std::size_t most) {
    return std::make_unique<RememberingSenders>(inner, most);
}

}  // namespace dure::chain
