#include "chain/consensus/future_messages.hpp"

#include <algorithm>

namespace dure::chain {

void FutureMessages::keep(std::uint64_t deciding, const Address& author, QbftMessage message,
                          std::size_t bytes) {
    const auto height = height_of(message);
    const auto round = round_of(message);
    if (height <= deciding || height > deciding + kHeights || round >= kRounds) return;
    auto& used = bytes_[author];
    if (used + bytes > kBytesPerAuthor) return;
    auto& kept = heights_[height];
    const auto same = std::count_if(kept.begin(), kept.end(), [&](const Kept& k) {
        return k.heard.author == author && round_of(k.heard.message) == round;
    });
    if (static_cast<std::size_t>(same) >= kPerRound) return;
    used += bytes;
    kept.push_back({.heard = {.author = author, .message = std::move(message)}, .bytes = bytes});
}

std::vector<FutureMessages::Heard> FutureMessages::take(std::uint64_t height) {
    std::vector<Heard> out;
    while (!heights_.empty() && heights_.begin()->first <= height) {
        auto& [of, kept] = *heights_.begin();
        for (auto& [heard, bytes] : kept) {
            const auto used = bytes_.find(heard.author);
            used->second -= bytes;
            if (used->second == 0) bytes_.erase(used);
            if (of == height) out.push_back(std::move(heard));
        }
        heights_.erase(heights_.begin());
    }
    return out;
}

}  // namespace dure::chain
