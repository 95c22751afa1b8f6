#include "chain/consensus/extra_data.hpp"

#include <algorithm>
#include <limits>

#include "chain/base/mutant.hpp"

namespace dure::chain {

namespace {

constexpr Byte kAddVote = 0xff;

void append_vote(rlp::Encoder& out, const std::optional<ValidatorVote>& vote) {
    out.list([&](rlp::Encoder& e) {
        if (!vote) return;
        e.string(vote->recipient);
        if (vote->kind == ValidatorVote::Kind::kAdd) {
            e.string(ByteView{&kAddVote, 1});
        } else {
            e.string({});
        }
    });
}

std::optional<ValidatorVote> read_vote(rlp::Reader& in) {
    std::optional<ValidatorVote> vote;
    in.list([&](rlp::Reader& r) {
        if (!r.more()) return;
        vote = ValidatorVote{.recipient = r.fixed<Address>()};
        const auto kind = r.string();
        if (kind.empty()) {
            vote->kind = ValidatorVote::Kind::kDrop;
        } else if (kind.size() != 1 || kind[0] != kAddVote) {
            r.fail(rlp::Error::unexpected_length);
        }
    });
    return vote;
}

}  // namespace

Bytes encode(const QbftExtraData& extra) {
    rlp::Encoder out;
    out.list([&](rlp::Encoder& e) {
        e.string(extra.vanity);
        e.list([&](rlp::Encoder& list) {
            for (const auto& validator : extra.validators) list.string(validator);
        });
        append_vote(e, extra.vote);
        e.integer(extra.round);
        e.list([&](rlp::Encoder& list) {
            for (const auto& seal : extra.seals) list.string(seal);
        });
    });
    return out.take();
}

Result<QbftExtraData, rlp::Error> decode_extra_data(ByteView bytes) {
    QbftExtraData extra;
    const auto error = rlp::decode(bytes, [&](rlp::Reader& in) {
        in.list([&](rlp::Reader& r) {
            extra.vanity = r.fixed<Hash256>();
            r.list([&](rlp::Reader& list) {
                while (list.more()) extra.validators.push_back(list.fixed<Address>());
            });
            extra.vote = read_vote(r);
            const auto round = r.integer64();
            if (round > std::numeric_limits<std::uint32_t>::max()) r.fail(rlp::Error::overflow);
            extra.round = static_cast<std::uint32_t>(round);
            r.list([&](rlp::Reader& list) {
                while (list.more()) {
                    const auto seal = list.string();
                    if (seal.size() != Seal{}.size()) {
                        list.fail(rlp::Error::unexpected_length);
                        return;
                    }
                    std::copy(seal.begin(), seal.end(), extra.seals.emplace_back().begin());
                }
            });
        });
    });
    if (error) return Failure{*error};
    return extra;
}

Hash256 block_hash(const Header& header) {
    auto extra = decode_extra_data(header.extra_data);
    if (!extra) return hash(header);
    if (!mutant(Mutant::kRoundInHash)) extra->round = 0;
    extra->seals.clear();
    return hash_with_extra_data(header, encode(*extra));
}

Hash256 commit_seal_hash(const Header& header, const QbftExtraData& extra) {
    auto unsealed = extra;
    unsealed.seals.clear();
    return hash_with_extra_data(header, encode(unsealed));
}

Hash256 proposal_digest(const Header& header) {
    const auto extra = decode_extra_data(header.extra_data);
    return extra ? commit_seal_hash(header, *extra) : hash(header);
}

Header with_round(Header header, std::uint32_t round) {
    if (auto extra = decode_extra_data(header.extra_data)) {
        extra->round = round;
        header.extra_data = encode(*extra);
    }
    return header;
}

}  // namespace dure::chain
