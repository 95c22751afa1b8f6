#include "chain/net/sync.hpp"

#include <algorithm>

#include "chain/consensus/extra_data.hpp"

namespace dure::chain {

namespace {

constexpr int kMostDoublings = 6;
/// A source that fails so often in a row is not asked while it rests, even when it is the only one.
constexpr int kFailuresTolerated = 3;

std::size_t bytes_of(const wire::Body& body) {
    std::size_t bytes = 0;
    for (const auto& transaction : body) bytes += sizeof transaction + transaction.data.size();
    return bytes;
}

}  // namespace

void Sync::set_head(const Header& head, const Hash256& hash) {
    head_ = head;
    head_hash_ = hash;
    while (!ahead_.empty() && ahead_.front().header.number <= head.number) {
        auto& front = ahead_.front();
        if (front.header.number == head.number && front.hash != hash) return start_over();
        bytes_ -= front.bytes;
        ahead_.pop_front();
    }
    if (!ahead_.empty() && ahead_.front().header.number != head.number + 1) start_over();
    if (doubtful_ && doubtful_->headers.front().number <= head.number) doubtful_.reset();
    if (claimed_height() <= head.number) behind_since_ms_.reset();
}

void Sync::start_over() {
    ahead_.clear();
    bytes_ = 0;
    doubtful_.reset();
}

void Sync::peer_has(PeerId peer, std::uint64_t height, std::int64_t now_ms) {
    sources_[peer].height = height;
    if (height > head_.number && !behind_since_ms_) behind_since_ms_ = now_ms;
}

void Sync::peer_keeps(PeerId peer, std::uint64_t oldest) {
    const auto source = sources_.find(peer);
    if (source != sources_.end()) source->second.oldest = oldest;
}

void Sync::peer_heard(PeerId peer, std::int64_t now_ms) {
    const auto source = sources_.find(peer);
    if (source != sources_.end()) source->second.heard_ms = now_ms;
}

void Sync::forget(PeerId peer) {
    sources_.erase(peer);
    for (auto it = asked_.begin(); it != asked_.end();) {
        if (it->second.peer != peer) {
            ++it;
            continue;
        }
        want_again(it->second, it->second.from);
        it = asked_.erase(it);
    }
}

void Sync::rest(PeerId peer, std::int64_t now_ms) {
    const auto it = sources_.find(peer);
    if (it == sources_.end()) return;
    const auto doublings = std::min(it->second.failures++, kMostDoublings);
    it->second.rests_until_ms = now_ms + (limits_.rest_ms << doublings);
}

void Sync::expire(std::int64_t now_ms) {
    std::optional<PeerId> blamed;  // once, however many questions it left open
    for (auto it = asked_.begin(); it != asked_.end();) {
        if (it->second.until_ms > now_ms) {
            ++it;
            continue;
        }
        if (blamed != it->second.peer) {
            blamed = it->second.peer;
            blame(it->second.peer, Offence::kWithheld);
            rest(it->second.peer, now_ms);
        }
        want_again(it->second, it->second.from);
        it = asked_.erase(it);
    }
}

void Sync::want_again(const Asked& asked, std::uint64_t from) {
    if (asked.what != Asked::What::kBlocks) return;
    for (auto& pending : ahead_) {
        const auto number = pending.header.number;
        if (number >= from && number < asked.from + asked.count &&
            pending.state == Pending::Body::kAsked) {
            pending.state = Pending::Body::kWanted;
        }
    }
}

std::size_t Sync::questions(PeerId peer, Asked::What what) const {
    return static_cast<std::size_t>(std::count_if(
        asked_.begin(), asked_.end(),
        [&](const auto& entry) { return entry.second.peer == peer && entry.second.what == what; }));
}

bool Sync::awaits(PeerId peer) const {
    return questions(peer, Asked::What::kHeaders) + questions(peer, Asked::What::kBlocks) > 0;
}

std::optional<PeerId> Sync::source_for(std::uint64_t from, std::uint64_t to, Asked::What what,
                                       std::int64_t now_ms) const {
    const auto most = what == Asked::What::kBlocks ? limits_.questions_per_peer : 1;
    std::optional<PeerId> best;
    const auto is_lively = [&](const Source& source) {
        return source.heard_ms && *source.heard_ms + limits_.lively_ms >= now_ms;
    };
    const auto better = [&](const Source& a, const Source& b) {
        const auto a_rests = a.rests_until_ms > now_ms, b_rests = b.rests_until_ms > now_ms;
        if (a_rests != b_rests) return b_rests;
        if (a_rests && a.rests_until_ms != b.rests_until_ms)
            return a.rests_until_ms < b.rests_until_ms;
        if (is_lively(a) != is_lively(b)) return is_lively(a);
        return a.asked < b.asked;
    };
    for (const auto& [peer, source] : sources_) {
        if (source.height < to || questions(peer, what) >= most) continue;
        if (what == Asked::What::kBlocks && source.oldest > from) continue;
        if (source.rests_until_ms > now_ms && source.failures >= kFailuresTolerated) continue;
        if (!best || better(source, sources_.at(*best))) best = peer;
    }
    return best;
}

std::uint64_t Sync::put(PeerId peer, Asked::What what, std::uint64_t from, std::uint64_t count,
                        std::int64_t now_ms) {
    sources_[peer].asked = next_sequence_++;
    asked_[next_id_] = {.peer = peer,
                        .from = from,
                        .count = count,
                        .until_ms = now_ms + limits_.answer_ms,
                        .what = what};
    return next_id_++;
}

std::vector<Sync::Question> Sync::ask(std::int64_t now_ms) {
    expire(now_ms);
    std::vector<Question> out;
    if (auto question = ask_headers(now_ms)) out.push_back(*std::move(question));
    while (auto question = ask_blocks(now_ms)) out.push_back(*std::move(question));
    return out;
}

std::optional<Sync::Question> Sync::ask_headers(std::int64_t now_ms) {
    const auto asked = std::any_of(asked_.begin(), asked_.end(), [](const auto& entry) {
        return entry.second.what == Asked::What::kHeaders;
    });
    if (asked || doubtful_ || ahead_.size() + limits_.headers_per_question > limits_.headers_ahead)
        return std::nullopt;
    if (!is_behind(now_ms)) return std::nullopt;
    const auto peer = source_for(tip() + 1, tip() + 1, Asked::What::kHeaders, now_ms);
    if (!peer) return std::nullopt;
    const auto count = std::min(limits_.headers_per_question, sources_[*peer].height - tip());
    const auto from = tip() + 1;
    const auto id = put(*peer, Asked::What::kHeaders, from, count, now_ms);
    return Question{*peer, wire::GetHeaders{.id = id, .from = from, .count = count}};
}

std::optional<Sync::Question> Sync::ask_blocks(std::int64_t now_ms) {
    const auto open =
        static_cast<std::size_t>(std::count_if(asked_.begin(), asked_.end(), [](const auto& entry) {
            return entry.second.what == Asked::What::kBlocks;
        }));
    const auto full = bytes_ + open * wire::kAnswerBytes >= limits_.bytes_ahead;
    const auto end = std::min(ahead_.size(), limits_.blocks_ahead);
    std::size_t first = 0;
    while (first < end && ahead_[first].state != Pending::Body::kWanted) {
        // Room or not, what everything waits for may be asked.
        if (full && ahead_[first].state == Pending::Body::kAsked) return std::nullopt;
        ++first;
    }
    if (first == end) return std::nullopt;
    const auto everything_waits =
        std::all_of(ahead_.begin(), ahead_.begin() + static_cast<std::ptrdiff_t>(first),
                    [](const Pending& p) { return p.state == Pending::Body::kTaken; });
    if (full && !everything_waits) return std::nullopt;
    auto last = first;
    while (last + 1 < end && last + 1 - first < limits_.blocks_per_question &&
           ahead_[last + 1].state == Pending::Body::kWanted) {
        ++last;
    }
    // A peer that has only the beginning of the range is asked for that.
    const auto source = [&] {
        return source_for(ahead_[first].header.number, ahead_[last].header.number,
                          Asked::What::kBlocks, now_ms);
    };
    auto peer = source();
    while (!peer && last > first) {
        last = first + (last - first) / 2;
        peer = source();
    }
    if (!peer) return std::nullopt;
    for (auto i = first; i <= last; ++i) ahead_[i].state = Pending::Body::kAsked;
    const auto from = ahead_[first].header.number;
    const auto count = last - first + 1;
    const auto id = put(*peer, Asked::What::kBlocks, from, count, now_ms);
    return Question{*peer, wire::GetBlocks{.id = id, .from = from, .count = count}};
}

std::optional<Sync::Asked> Sync::answered(PeerId peer, std::uint64_t id, Asked::What what) {
    const auto it = asked_.find(id);
    if (it == asked_.end() || it->second.peer != peer || it->second.what != what) {
        // Too late is no offence; what was never asked is.
        if (id >= next_id_ || it != asked_.end()) blame(peer, Offence::kUnasked);
        return std::nullopt;
    }
    const auto asked = it->second;
    asked_.erase(it);
    return asked;
}

bool Sync::awaits_bodies() const {
    return std::ranges::any_of(
        asked_, [](const auto& entry) { return entry.second.what == Asked::What::kBlocks; });
}

void Sync::hear(PeerId peer, wire::Headers answer, std::int64_t now_ms, const ProveHeaders& prove) {
    const auto asked = answered(peer, answer.id, Asked::What::kHeaders);
    if (!asked) return;
    auto& headers = answer.headers;
    if (headers.empty()) {
        const auto source = sources_.find(peer);
        if (source != sources_.end()) source->second.height = asked->from - 1;
        blame(peer, Offence::kWithheld);
        return rest(peer, now_ms);
    }
    auto number = asked->from;
    const auto in_order = std::all_of(headers.begin(), headers.end(),
                                      [&](const Header& h) { return h.number == number++; });
    if (!in_order || headers.size() > asked->count) {
        blame(peer, Offence::kWrongHeader);
        return rest(peer, now_ms);
    }
    if (asked->from > tip() + 1 || headers.back().number <= tip()) return;  // overtaken by events
    headers.erase(headers.begin(),
                  headers.begin() + static_cast<std::ptrdiff_t>(tip() + 1 - asked->from));
    add_headers(std::move(headers), peer, now_ms, prove);
}

void Sync::add_headers(std::vector<Header> headers, PeerId from, std::int64_t now_ms,
                       const ProveHeaders& prove) {
    const auto proof = prove(headers, tip_header());
    for (std::size_t i = 0; i < proof.proven; ++i) {
        auto& header = headers[i];
        auto& pending = ahead_.emplace_back();
        // In a proven row each names the one before it.
        pending.hash = i + 1 < proof.proven ? headers[i + 1].parent_hash : block_hash(header);
        pending.header_from = pending.body_from = from;
        if (header.transactions_root == kEmptyTrieRoot) pending.state = Pending::Body::kHere;
        pending.header = std::move(header);
    }
    if (proof.proven > 0) {
        const auto source = sources_.find(from);
        if (source != sources_.end()) source->second.failures = 0;
    }
    if (proof.rest == HeaderProof::Rest::kNone) return;
    // Nothing ahead: the validators are those of the parent's state, and there is no doubt.
    if (proof.rest == HeaderProof::Rest::kWrong || ahead_.empty()) {
        blame(from, Offence::kWrongHeader);
        return rest(from, now_ms);
    }
    headers.erase(headers.begin(), headers.begin() + static_cast<std::ptrdiff_t>(proof.proven));
    doubtful_ = Doubtful{.headers = std::move(headers), .from = from};
}

void Sync::reconsider(std::int64_t now_ms, const ProveHeaders& prove) {
    if (!doubtful_ || !ahead_.empty()) return;
    auto doubtful = *std::exchange(doubtful_, std::nullopt);
    if (doubtful.headers.front().number != head_.number + 1) return;
    add_headers(std::move(doubtful.headers), doubtful.from, now_ms, prove);
}

bool Sync::keep_body(Pending& pending, wire::Body body, PeerId from) {
    if (transactions_root(body) != pending.header.transactions_root) return false;
    pending.state = Pending::Body::kHere;
    pending.bytes = bytes_of(body);
    bytes_ += pending.bytes;
    pending.body = std::move(body);
    pending.body_from = from;
    return true;
}

void Sync::hear(PeerId peer, wire::Blocks answer, std::int64_t now_ms) {
    const auto asked = answered(peer, answer.id, Asked::What::kBlocks);
    if (!asked) return;
    auto number = asked->from;
    std::optional<Offence> offence;
    if (answer.bodies.empty()) offence = Offence::kWithheld;
    if (answer.bodies.size() > asked->count) offence = Offence::kWrongBlock;
    if (!offence) {
        for (auto& body : answer.bodies) {
            const auto here = !ahead_.empty() && number >= ahead_.front().header.number &&
                              number - ahead_.front().header.number < ahead_.size();
            if (here) {
                auto& pending = ahead_[number - ahead_.front().header.number];
                if (pending.state == Pending::Body::kAsked &&
                    !keep_body(pending, std::move(body), peer)) {
                    offence = Offence::kWrongBlock;
                    break;
                }
            }
            ++number;
        }
    }
    want_again(*asked, number);
    if (offence) {
        blame(peer, *offence);
        return rest(peer, now_ms);
    }
    const auto source = sources_.find(peer);
    if (source != sources_.end()) source->second.failures = 0;
}

std::size_t Sync::ready() const {
    std::size_t count = 0;
    for (const auto& pending : ahead_) {
        if (pending.state == Pending::Body::kTaken) continue;
        if (pending.state != Pending::Body::kHere) break;
        ++count;
    }
    return count;
}

std::vector<Sync::Ready> Sync::take(std::size_t most) {
    std::vector<Ready> out;
    for (auto& pending : ahead_) {
        if (pending.state == Pending::Body::kTaken) continue;
        if (pending.state != Pending::Body::kHere || out.size() == most) break;
        pending.state = Pending::Body::kTaken;
        bytes_ -= std::exchange(pending.bytes, 0);
        out.push_back({.header = pending.header,
                       .hash = pending.hash,
                       .body = std::move(pending.body),
                       .header_from = pending.header_from,
                       .body_from = pending.body_from});
    }
    return out;
}

bool Sync::is_behind(std::int64_t now_ms) const {
    const auto claimed = claimed_height();
    if (claimed <= head_.number) return false;
    return claimed > head_.number + 1 || !behind_since_ms_ ||
           now_ms >= *behind_since_ms_ + limits_.grace_ms;
}

std::vector<Sync::Blame> Sync::take_blames() { return std::exchange(blames_, {}); }

std::uint64_t Sync::proven_height() const { return tip(); }

std::uint64_t Sync::claimed_height() const {
    std::uint64_t height = tip();
    for (const auto& [peer, source] : sources_) height = std::max(height, source.height);
    return height;
}

std::optional<std::int64_t> Sync::wake_ms(std::int64_t now_ms) const {
    std::optional<std::int64_t> out;
    const auto at = [&](std::int64_t ms) {
        if (ms > now_ms) out = out ? std::min(*out, ms) : ms;
    };
    for (const auto& [id, asked] : asked_) at(asked.until_ms);
    if (claimed_height() <= head_.number) return out;
    if (behind_since_ms_) at(*behind_since_ms_ + limits_.grace_ms);
    for (const auto& [peer, source] : sources_) {
        if (source.height > head_.number && source.failures > 0) at(source.rests_until_ms);
    }
    return out;
}

}  // namespace dure::chain
