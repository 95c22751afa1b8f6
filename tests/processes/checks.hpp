// What must hold of a community of processes, whatever was done to it.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>

#include "tests/processes/community.hpp"

namespace dure::processes {

/// What was told to users: final transactions and the blocks they are in. None may ever go.
class Ledger {
 public:
    /// Sends a payment to `to` and waits for its receipt; false when it did not become final.
    bool pay(const Member& to, Millis patience) {
        const auto hash = send(to, patience);
        return hash && wait_until(patience, [&] { return is_final(to, *hash); });
    }
    /// The hash of a new payment that `to` has taken.
    std::optional<std::string> send(const Member& to, Millis patience) {
        const auto next = payment(to.home().genesis().chain_id, number_++);
        const auto sent = wait_until(patience, [&] {
            const auto answer = to.ask("eth_sendRawTransaction", {boost::json::value(next.raw)});
            return answer.has_value() ||
                   answer.error().what.find("already known") != std::string::npos;
        });
        if (!sent) return std::nullopt;
        return next.hash;
    }
    bool is_final(const Member& at, const std::string& hash) {
        const auto receipt = at.ask("eth_getTransactionReceipt", {boost::json::value(hash)});
        if (!receipt || !receipt->is_object()) return false;
        final_[hash] = std::string(receipt->at("blockHash").as_string());
        return true;
    }
    /// Every transaction that was final is so still, in the same block.
    void expect_nothing_lost(const Member& at) {
        for (const auto& [hash, block] : final_) {
            const auto receipt = at.ask("eth_getTransactionReceipt", {boost::json::value(hash)});
            ASSERT_TRUE(receipt && receipt->is_object()) << hash << " is gone";
            EXPECT_EQ(receipt->at("blockHash").as_string(), block);
        }
    }
    std::size_t size() const { return final_.size(); }
    bool has(const std::string& hash) const { return final_.contains(hash); }

 private:
    std::map<std::string, std::string> final_;
    std::uint64_t number_ = 0;
};

/// All have the same blocks up to the least of their heights; that height.
inline std::uint64_t expect_one_chain(const std::vector<Member*>& members, std::uint64_t from) {
    std::uint64_t least = UINT64_MAX;
    for (const auto* member : members) {
        const auto height = member->height();
        EXPECT_TRUE(height) << member->directory();
        least = std::min(least, height.value_or(0));
    }
    for (auto number = from; number <= least; ++number) {
        std::set<std::string> hashes;
        for (const auto* member : members)
            hashes.insert(
                member->block_hash(number).value_or("none at " + member->directory().string()));
        EXPECT_EQ(hashes.size(), 1U) << "block " << number;
    }
    return least;
}

/// Nobody has seen a validator sign two things, and nobody has stopped.
inline void expect_no_double_sign(const std::vector<Member*>& members) {
    for (const auto* member : members) {
        const auto status = member->status();
        ASSERT_TRUE(status) << member->directory();
        const auto& object = status->as_object();
        EXPECT_FALSE(object.contains("stopped")) << object.at("stopped");
        EXPECT_TRUE(object.at("evidence").as_array().empty()) << object.at("evidence");
    }
}

/// A block higher than `above` at every one of them; how long the last took.
inline std::optional<Millis> wait_for_block(const std::vector<Member*>& members,
                                            std::uint64_t above, Millis patience) {
    const auto begin = Steady::now();
    for (const auto* member : members) {
        const auto left = patience - std::chrono::duration_cast<Millis>(Steady::now() - begin);
        if (!wait_until(left, [&] { return member->height().value_or(0) > above; }))
            return std::nullopt;
    }
    return std::chrono::duration_cast<Millis>(Steady::now() - begin);
}

}  // namespace dure::processes
