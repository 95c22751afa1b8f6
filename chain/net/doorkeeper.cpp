#include "chain/net/doorkeeper.hpp"

#include <utility>

namespace dure::chain {

bool Doorkeeper::admit(const std::string& source, std::int64_t now_ms) {
    if (pending_ >= limits_.pending) return false;
    const auto known = sources_.find(source);
    const bool stranger = known == sources_.end() || known->second.standing == Standing::kStranger;
    if (stranger && (pending_ >= limits_.pending_of_strangers || strangers_.exhausted(now_ms)))
        return false;
    auto* entry = remember(source, now_ms);
    if (entry == nullptr || entry->pending >= limits_.pending_of_source) return false;
    if (entry->pace.exhausted(now_ms)) return false;
    if (stranger) strangers_.spend(1, now_ms);
    entry->pace.spend(1, now_ms);
    ++entry->pending;
    ++pending_;
    return true;
}

void Doorkeeper::released(const std::string& source) {
    const auto at = sources_.find(source);
    if (at == sources_.end() || at->second.pending == 0) return;
    --at->second.pending;
    --pending_;
}

void Doorkeeper::proved(const std::string& source, std::int64_t now_ms) {
    if (auto* entry = remember(source, now_ms)) entry->standing = Standing::kProved;
}

Doorkeeper::Source* Doorkeeper::remember(const std::string& source, std::int64_t now_ms) {
    const auto known = sources_.find(source);
    if (known != sources_.end()) {
        known->second.seen_ms = now_ms;
        return &known->second;
    }
    if (sources_.size() >= limits_.sources) {
        // The one longest unseen gives way, strangers first.
        auto oldest = sources_.end();
        for (auto it = sources_.begin(); it != sources_.end(); ++it) {
            const auto rank = [](const Source& s) { return std::pair(s.standing, s.seen_ms); };
            if (it->second.pending > 0) continue;
            if (oldest == sources_.end() || rank(it->second) < rank(oldest->second)) oldest = it;
        }
        if (oldest == sources_.end()) return nullptr;
        sources_.erase(oldest);
    }
    Source fresh{.pace = Pace(limits_.source_per_second, limits_.source_burst), .seen_ms = now_ms};
    return &sources_.emplace(source, fresh).first->second;
}

}  // namespace dure::chain
