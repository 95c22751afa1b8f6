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

/// Work that is shared: whoever is free takes the next piece.
struct Round {
    Round(std::size_t pieces, const std::function<void(std::size_t)>& what)
        : count(pieces), each(what), done(pieces) {}

    /// Takes pieces below `end` until there are none left.
    void work(std::size_t end) {
        while (work_once(end)) {
        }
    }
    /// Whether there was a piece below `end`.
    bool work_once(std::size_t end) {
        auto i = next.load(std::memory_order_relaxed);
        do {
            if (i >= end) return false;
        } while (!next.compare_exchange_weak(i, i + 1, std::memory_order_relaxed));
        each(i);
        done[i].store(1, std::memory_order_release);
        return true;
    }

    bool has_pieces() const { return next.load(std::memory_order_relaxed) < count; }

    std::size_t count;
    const std::function<void(std::size_t)>& each;
    std::atomic<std::size_t> next = 0;
    std::vector<std::atomic<std::uint8_t>> done;
    std::size_t inside = 0;  ///< helpers that work on it; under the pool's lock
};

/// Recovers when it is asked.
class LazyStream final : public SenderRecovery::Stream {
 public:
    LazyStream(SenderRecovery& senders, std::vector<const Transaction*> transactions)
        : senders_(senders), transactions_(std::move(transactions)) {}
    Senders next(std::size_t count) override {
        const auto part = Transactions{transactions_}.subspan(at_, count);
        at_ += count;
        return senders_.recover(part);
    }

 private:
    SenderRecovery& senders_;
    std::vector<const Transaction*> transactions_;
    std::size_t at_ = 0;
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
        Senders out(transactions.size());
        for_each(transactions.size(), [&](std::size_t i) { out[i] = sender(*transactions[i]); });
        return out;
    }

    void for_each(std::size_t count, const std::function<void(std::size_t)>& work) override {
        Round round(count, work);
        // Waking a thread costs about as much as recovering one sender. Helpers come when what was
        // begun before has no pieces left.
        const auto shared = count > 1 && !threads_.empty();
        if (shared) begin(round);
        round.work(count);
        if (shared) end(round);
    }

    std::unique_ptr<Stream> stream(std::vector<const Transaction*> transactions) override {
        if (threads_.empty()) return std::make_unique<LazyStream>(*this, std::move(transactions));
        return std::make_unique<SharedStream>(*this, std::move(transactions));
    }

 private:
    class SharedStream final : public Stream {
     public:
        SharedStream(ParallelSenders& pool, std::vector<const Transaction*> transactions)
            : pool_(pool),
              transactions_(std::move(transactions)),
              out_(transactions_.size()),
              recover_([this](std::size_t i) { out_[i] = sender(*transactions_[i]); }),
              round_(transactions_.size(), recover_) {
            pool_.begin(round_);
        }
        ~SharedStream() override {
            round_.next.store(round_.count);
            pool_.end(round_);
        }
        Senders next(std::size_t count) override {
            const auto end = at_ + count;
            round_.work(end);
            // What a helper has begun takes it some microseconds more: time for a later piece.
            for (auto i = at_; i < end; ++i) {
                while (round_.done[i].load(std::memory_order_acquire) == 0) {
                    if (!round_.work_once(round_.count)) std::this_thread::yield();
                }
            }
            const auto begin = out_.begin() + static_cast<std::ptrdiff_t>(at_);
            at_ = end;
            return {begin, begin + static_cast<std::ptrdiff_t>(count)};
        }

     private:
        ParallelSenders& pool_;
        std::vector<const Transaction*> transactions_;
        Senders out_;
        std::function<void(std::size_t)> recover_;
        Round round_;
        std::size_t at_ = 0;
    };

    void begin(Round& round) {
        {
            const std::lock_guard lock(mutex_);
            rounds_.push_back(&round);
        }
        work_is_there_.notify_all();
    }
    /// No helper enters the round any more; those inside finish their last piece.
    void end(Round& round) {
        std::unique_lock lock(mutex_);
        std::erase(rounds_, &round);
        helpers_left_.wait(lock, [&] { return round.inside == 0; });
    }

    /// The oldest with pieces left: what was begun first is needed first.
    Round* open_round() const {
        const auto found = std::ranges::find_if(rounds_, &Round::has_pieces);
        return found == rounds_.end() ? nullptr : *found;
    }

    void help() {
        std::unique_lock lock(mutex_);
        for (;;) {
            Round* round = nullptr;
            work_is_there_.wait(lock,
                                [&] { return closing_ || (round = open_round()) != nullptr; });
            if (closing_) return;
            ++round->inside;
            lock.unlock();
            round->work(round->count);
            lock.lock();
            if (--round->inside == 0) helpers_left_.notify_one();
        }
    }

    std::vector<std::thread> threads_;
    std::mutex mutex_;
    std::condition_variable work_is_there_;
    std::condition_variable helpers_left_;
    std::vector<Round*> rounds_;  ///< in the order they were begun
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

std::unique_ptr<SenderRecovery::Stream> SenderRecovery::stream(
    std::vector<const Transaction*> transactions) {
    return std::make_unique<LazyStream>(*this, std::move(transactions));
}

void SenderRecovery::for_each(std::size_t count, const std::function<void(std::size_t)>& work) {
    for (std::size_t i = 0; i < count; ++i) work(i);
}

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
