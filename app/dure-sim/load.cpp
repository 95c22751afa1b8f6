#include "load.hpp"

#include <algorithm>

#include "chain/crypto/hash.hpp"

namespace dure::sim {

using namespace chain;

namespace {

constexpr std::size_t kResidents = 8;
constexpr std::size_t kHostile = 3;
constexpr std::size_t kMostWaiting = 96;  ///< far from any limit of a pool

const Address kNotebook = *fixed_from_hex<Address>("0x00000000000000000000000000000000000a07e0");

/// slot[word of the data] += 1; a log with the caller; slot[2^64] = hash of the block before.
const Bytes kNotebookCode = *from_hex(
    "0x6000358054600101905533600052"
    "3360206000a1"
    "60014303406801000000000000000055"
    "00");

/// The first four bytes of a call (Solidity's ABI).
Bytes call_of(std::string_view signature) {
    const auto hash =
        keccak256({reinterpret_cast<const Byte*>(signature.data()), signature.size()});
    return {hash.bytes.begin(), hash.bytes.begin() + 4};
}

void append_word(Bytes& call, const uint256& word) {
    const auto bytes = word.to_be32();
    call.insert(call.end(), bytes.begin(), bytes.end());
}

/// vote(changeValidators(removed, added)): design 03 section 2.
Bytes vote_call(const Address& removed, const Address& added) {
    auto action = call_of("changeValidators(address,address)");
    append_word(action, uint256::from_be(removed));
    append_word(action, uint256::from_be(added));
    auto out = call_of("vote(bytes)");
    append_word(out, uint256{32});
    append_word(out, uint256{action.size()});
    action.resize(96);
    out.insert(out.end(), action.begin(), action.end());
    return out;
}

}  // namespace

void fund(Genesis& genesis) {
    for (std::size_t i = 0; i < kResidents; ++i)
        genesis.alloc[address(KeyKind::kResident, i)].balance =
            uint256{1'000'000'000'000'000'000ULL};
    for (std::size_t i = 0; i < kHostile; ++i)
        genesis.alloc[address(KeyKind::kHostile, i)].balance = uint256{1'000'000};
    genesis.alloc[kNotebook].code = kNotebookCode;
}

Transaction Load::draw(std::size_t resident, std::uint64_t nonce) {
    Transaction tx;
    tx.type = prng_.chance(0.5) ? TransactionType::dynamic_fee : TransactionType::legacy;
    tx.chain_id = kChainId;
    tx.nonce = nonce;
    const auto kind = prng_.below(10);
    if (kind < 6) {
        tx.gas_limit = 21'000;
        tx.to =
            address(KeyKind::kResident, (resident + 1 + prng_.below(kResidents - 1)) % kResidents);
        tx.value = uint256{1 + prng_.below(1'000)};
    } else if (kind < 9) {
        tx.gas_limit = 120'000;
        tx.to = kNotebook;
        tx.data = Bytes(32, 0);
        tx.data.back() = static_cast<Byte>(prng_.below(24));
    } else {
        // A contract of one byte (STOP): it takes what it is sent.
        tx.gas_limit = 100'000;
        tx.value = uint256{prng_.below(5)};
        tx.data = *from_hex("0x600160005360016000f3");
    }
    return tx;
}

Bytes Load::sign_and_wait(const Transaction& tx, KeyKind kind, std::size_t index) {
    auto raw = encode(sign(tx, key(kind, index)));
    waiting_.emplace(keccak256(raw), std::pair{tx.nonce, raw});
    return raw;
}

std::vector<Bytes> Load::votes(const std::vector<std::size_t>& voters, const Address& removed,
                               const Address& added) {
    const auto call = vote_call(removed, added);
    std::vector<Bytes> out;
    for (const auto voter : voters) {
        Transaction tx;
        tx.type = TransactionType::dynamic_fee;
        tx.chain_id = kChainId;
        tx.nonce = voter_nonces_[voter]++;
        tx.gas_limit = 1'000'000;
        tx.to = kGovernanceAddress;
        tx.data = call;
        out.push_back(sign_and_wait(tx, KeyKind::kValidator, voter));
        votes_waiting_.insert(keccak256(out.back()));
    }
    return out;
}

std::vector<Bytes> Load::burst(std::size_t most) {
    std::vector<Bytes> out;
    const auto count = 1 + prng_.below(most);
    for (std::size_t i = 0; i < count && waiting_.size() < kMostWaiting; ++i) {
        const auto resident = prng_.below(kResidents);
        const auto nonce = nonces_[resident]++;
        out.push_back(sign_and_wait(draw(resident, nonce), KeyKind::kResident, resident));
    }
    return out;
}

std::vector<Bytes> Load::unanswered() const {
    std::vector<const std::pair<std::uint64_t, Bytes>*> sorted;
    for (const auto& [hash, entry] : waiting_) sorted.push_back(&entry);
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const auto* a, const auto* b) { return a->first < b->first; });
    std::vector<Bytes> out;
    for (const auto* entry : sorted) out.push_back(entry->second);
    return out;
}

std::vector<Bytes> Load::hostile(std::size_t most) {
    std::vector<Bytes> out;
    const auto count = 1 + prng_.below(most);
    for (std::size_t i = 0; i < count; ++i) {
        const auto from = prng_.below(kHostile);
        Transaction tx;
        tx.type = TransactionType::dynamic_fee;
        tx.chain_id = kChainId;
        tx.gas_limit = 21'000;
        tx.nonce = prng_.below(40);  // mostly behind a gap
        tx.to = address(KeyKind::kHostile, 0);
        switch (prng_.below(6)) {
            case 0: {
                Bytes garbage(1 + prng_.below(300));
                for (auto& byte : garbage) byte = static_cast<Byte>(prng_.next());
                out.push_back(std::move(garbage));
                continue;
            }
            case 1:
                tx.chain_id = kChainId + 1;
                break;
            case 2:
                tx.value = uint256{1'000'000'000'000ULL};  // more than it has
                break;
            case 3:
                tx.data = Bytes(prng_.below(40'000), 0x5a);
                tx.gas_limit = 700'000;
                break;
            case 4:
                tx.gas_limit = 20'999;
                break;
            default:
                break;
        }
        auto raw = encode(sign(tx, key(KeyKind::kHostile, from)));
        if (prng_.chance(0.2))
            raw[prng_.below(raw.size())] ^= static_cast<Byte>(1 + prng_.below(255));
        out.push_back(std::move(raw));
    }
    return out;
}

}  // namespace dure::sim
