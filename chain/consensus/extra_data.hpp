// QBFT's part of a header: RLP [vanity(32), [validators], vote, round, [seals(65)]] in extraData,
// and the two hashes that leave parts of it out. Scalars are strict: no leading zero bytes. Source:
// EEA QBFT specification; design 03 section 2.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "chain/base/result.hpp"
#include "chain/base/rlp.hpp"
#include "chain/base/types.hpp"
#include "chain/block/header.hpp"
#include "chain/consensus/signer.hpp"

namespace dure::chain {

struct ValidatorVote {
    enum class Kind : std::uint8_t { kAdd, kDrop };
    Address recipient;
    Kind kind = Kind::kAdd;
    friend bool operator==(const ValidatorVote&, const ValidatorVote&) = default;
};

struct QbftExtraData {
    Hash256 vanity;
    std::vector<Address> validators;
    std::optional<ValidatorVote> vote;
    std::uint32_t round = 0;
    std::vector<Seal> seals;
    friend bool operator==(const QbftExtraData&, const QbftExtraData&) = default;
};

Bytes encode(const QbftExtraData&);
Result<QbftExtraData, rlp::Error> decode_extra_data(ByteView);

/// The block's identity: the same whatever round decided it and whoever sealed it.
/// A header whose extraData is not QBFT's hashes as it stands.
Hash256 block_hash(const Header&);
/// What a commit seal signs: seals emptied, round kept.
Hash256 commit_seal_hash(const Header&, const QbftExtraData&);
/// The same as validators name a proposal by. A header whose extraData is not QBFT's hashes as it
/// stands.
Hash256 proposal_digest(const Header&);
/// The same block in another round. A header whose extraData is not QBFT's stays as it is.
Header with_round(Header, std::uint32_t round);

}  // namespace dure::chain
