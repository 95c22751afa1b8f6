#include "chain/block/transaction.hpp"

#include <limits>

#include "chain/crypto/hash.hpp"

namespace dure::chain {

namespace {

constexpr std::uint64_t kLegacyV = 27;  // + parity
constexpr std::uint64_t kEip155V = 35;  // + 2 × chain id + parity
constexpr std::uint64_t kTransactionGas = 21'000;
constexpr std::uint64_t kCreationGas = 32'000;
constexpr std::uint64_t kZeroByteGas = 4;
constexpr std::uint64_t kByteGas = 16;
constexpr std::uint64_t kInitCodeWordGas = 2;
constexpr std::uint64_t kAccessListAddressGas = 2'400;
constexpr std::uint64_t kAccessListKeyGas = 1'900;
constexpr std::size_t kMaxInitCodeSize = 49'152;

constexpr std::size_t kUsualTransaction = 144;  ///< encoded, without data

enum class Part { signing, whole };

void append_access_list(rlp::Encoder& out, const AccessList& entries) {
    out.list([&](rlp::Encoder& list) {
        for (const auto& entry : entries) {
            list.list([&](rlp::Encoder& pair) {
                pair.string(entry.address);
                pair.list([&](rlp::Encoder& keys) {
                    for (const auto& key : entry.storage_keys) keys.string(key);
                });
            });
        }
    });
}

AccessList read_access_list(rlp::Reader& reader) {
    AccessList out;
    reader.list([&](rlp::Reader& list) {
        while (list.more()) {
            AccessListEntry entry;
            list.list([&](rlp::Reader& pair) {
                entry.address = pair.fixed<Address>();
                pair.list([&](rlp::Reader& keys) {
                    while (keys.more()) entry.storage_keys.push_back(keys.fixed<Hash256>());
                });
            });
            out.push_back(std::move(entry));
        }
    });
    return out;
}

void append_to_field(rlp::Encoder& out, const std::optional<Address>& to) {
    out.string(to ? ByteView{*to} : ByteView{});
}

std::optional<Address> read_to(rlp::Reader& reader) {
    const auto bytes = reader.string();
    if (bytes.empty()) return std::nullopt;
    Address out;
    if (bytes.size() != out.bytes.size()) {
        reader.fail(rlp::Error::unexpected_length);
        return std::nullopt;
    }
    std::memcpy(out.bytes.data(), bytes.data(), bytes.size());
    return out;
}

Bytes read_bytes(rlp::Reader& reader) {
    const auto view = reader.string();
    return {view.begin(), view.end()};
}

void append_legacy(rlp::Encoder& out, const Transaction& tx, Part part) {
    out.list([&](rlp::Encoder& fields) {
        fields.integer(tx.nonce).integer(tx.max_fee_per_gas).integer(tx.gas_limit);
        append_to_field(fields, tx.to);
        fields.integer(tx.value).string(tx.data);
        if (part == Part::whole) {
            const auto base = tx.chain_id ? kEip155V + 2 * *tx.chain_id : kLegacyV;
            fields.integer(base + tx.signature.y_parity);
            fields.integer(tx.signature.r).integer(tx.signature.s);
        } else if (tx.chain_id) {
            fields.integer(*tx.chain_id).integer(0U).integer(0U);
        }
    });
}

void append_typed(rlp::Encoder& out, const Transaction& tx, Part part) {
    const auto type = static_cast<Byte>(tx.type);
    out.raw({&type, 1});
    out.list([&](rlp::Encoder& fields) {
        fields.integer(tx.chain_id.value_or(0)).integer(tx.nonce);
        if (tx.type == TransactionType::dynamic_fee) fields.integer(tx.max_priority_fee_per_gas);
        fields.integer(tx.max_fee_per_gas).integer(tx.gas_limit);
        append_to_field(fields, tx.to);
        fields.integer(tx.value).string(tx.data);
        append_access_list(fields, tx.access_list);
        if (part == Part::signing) return;
        fields.integer(tx.signature.y_parity).integer(tx.signature.r).integer(tx.signature.s);
    });
}

Bytes encode_part(const Transaction& tx, Part part) {
    rlp::Encoder out(kUsualTransaction + tx.data.size());
    if (tx.type == TransactionType::legacy) {
        append_legacy(out, tx, part);
    } else {
        append_typed(out, tx, part);
    }
    return out.take();
}

/// Sets chain id and parity from a legacy v; false when v is no legal value.
bool take_legacy_v(Transaction& tx, std::uint64_t v) {
    if (v == kLegacyV || v == kLegacyV + 1) {
        tx.signature.y_parity = static_cast<Byte>(v - kLegacyV);
        return true;
    }
    if (v < kEip155V) return false;
    tx.chain_id = (v - kEip155V) / 2;
    tx.signature.y_parity = static_cast<Byte>((v - kEip155V) % 2);
    return true;
}

Result<Transaction, TransactionError> decode_legacy(ByteView in) {
    Transaction tx;
    std::uint64_t v = 0;
    const auto error = rlp::decode(in, [&](rlp::Reader& reader) {
        reader.list([&](rlp::Reader& fields) {
            tx.nonce = fields.integer64();
            tx.set_gas_price(fields.integer256());
            tx.gas_limit = fields.integer64();
            tx.to = read_to(fields);
            tx.value = fields.integer256();
            tx.data = read_bytes(fields);
            v = fields.integer64();
            tx.signature.r = fields.integer256();
            tx.signature.s = fields.integer256();
        });
    });
    if (error) return TransactionError::bad_encoding;
    if (!take_legacy_v(tx, v)) return TransactionError::bad_v;
    return tx;
}

Result<Transaction, TransactionError> decode_typed(ByteView in) {
    Transaction tx;
    if (in[0] != 1 && in[0] != 2) return TransactionError::unsupported_type;
    tx.type = static_cast<TransactionType>(in[0]);
    std::uint64_t parity = 0;
    const auto error = rlp::decode(in.subspan(1), [&](rlp::Reader& reader) {
        reader.list([&](rlp::Reader& fields) {
            tx.chain_id = fields.integer64();
            tx.nonce = fields.integer64();
            if (tx.type == TransactionType::dynamic_fee) {
                tx.max_priority_fee_per_gas = fields.integer256();
                tx.max_fee_per_gas = fields.integer256();
            } else {
                tx.set_gas_price(fields.integer256());
            }
            tx.gas_limit = fields.integer64();
            tx.to = read_to(fields);
            tx.value = fields.integer256();
            tx.data = read_bytes(fields);
            tx.access_list = read_access_list(fields);
            parity = fields.integer64();
            tx.signature.r = fields.integer256();
            tx.signature.s = fields.integer256();
        });
    });
    if (error) return TransactionError::bad_encoding;
    if (parity > 1) return TransactionError::bad_v;
    tx.signature.y_parity = static_cast<Byte>(parity);
    return tx;
}

/// EIP-2: in range, and of the two possible s only the lower one.
bool signature_in_range(const Signature& signature) {
    return signature.r && signature.s && signature.r < secp256k1_order() &&
           signature.s <= secp256k1_half_order();
}

}  // namespace

std::string_view to_string(TransactionError error) {
    switch (error) {
        case TransactionError::bad_encoding:
            return "malformed transaction encoding";
        case TransactionError::unsupported_type:
            return "transaction type not supported";
        case TransactionError::bad_v:
            return "invalid signature v";
        case TransactionError::bad_signature:
            return "invalid signature";
        case TransactionError::nonce_too_high:
            return "nonce has its highest value";
        case TransactionError::priority_above_fee:
            return "max priority fee above max fee";
        case TransactionError::fee_overflow:
            return "gas limit times fee overflows";
        case TransactionError::init_code_too_large:
            return "init code too large";
        case TransactionError::gas_below_intrinsic:
            return "intrinsic gas too low";
    }
    return "unknown";
}

Result<Transaction, TransactionError> decode_transaction(ByteView in) {
    if (in.empty()) return TransactionError::bad_encoding;
    auto tx = in[0] >= 0xc0 ? decode_legacy(in) : decode_typed(in);
    if (tx && !signature_in_range(tx->signature)) return TransactionError::bad_signature;
    return tx;
}

Bytes encode(const Transaction& tx) { return encode_part(tx, Part::whole); }

Hash256 hash(const Transaction& tx) { return keccak256(encode_part(tx, Part::whole)); }

Hash256 signing_hash(const Transaction& tx) { return keccak256(encode_part(tx, Part::signing)); }

void append_to_list(rlp::Encoder& out, const Transaction& tx) {
    if (tx.type == TransactionType::legacy) {
        append_legacy(out, tx, Part::whole);
    } else {
        out.string(encode(tx));
    }
}

Result<Transaction, TransactionError> read_from_list(rlp::Reader& reader) {
    const bool typed = !reader.at_list();
    const auto bytes = typed ? reader.string() : reader.raw_item();
    if (reader.error()) return TransactionError::bad_encoding;
    // A legacy transaction inside a string would be a second encoding of the same one.
    if (typed && !bytes.empty() && bytes[0] >= 0xc0) return TransactionError::bad_encoding;
    return decode_transaction(bytes);
}

std::optional<Address> sender(const Transaction& tx) {
    if (!signature_in_range(tx.signature)) return std::nullopt;
    return recover(signing_hash(tx), tx.signature);
}

Transaction sign(Transaction tx, const SecretKey& key) {
    tx.signature = sign(signing_hash(tx), key);
    return tx;
}

std::uint64_t intrinsic_gas(const Transaction& tx) {
    std::uint64_t gas = kTransactionGas;
    for (const auto byte : tx.data) gas += byte == 0 ? kZeroByteGas : kByteGas;
    if (!tx.to) gas += kCreationGas + kInitCodeWordGas * ((tx.data.size() + 31) / 32);
    for (const auto& entry : tx.access_list) {
        gas += kAccessListAddressGas + kAccessListKeyGas * entry.storage_keys.size();
    }
    return gas;
}

std::optional<TransactionError> check_stateless(const Transaction& tx) {
    if (tx.nonce == std::numeric_limits<std::uint64_t>::max()) {
        return TransactionError::nonce_too_high;
    }
    if (tx.max_priority_fee_per_gas > tx.max_fee_per_gas) {
        return TransactionError::priority_above_fee;
    }
    const auto highest_fee = tx.gas_limit == 0 ? uint256::max() : uint256::max() / tx.gas_limit;
    if (tx.max_fee_per_gas > highest_fee) return TransactionError::fee_overflow;
    if (!tx.to && tx.data.size() > kMaxInitCodeSize) return TransactionError::init_code_too_large;
    if (tx.gas_limit < intrinsic_gas(tx)) return TransactionError::gas_below_intrinsic;
    return std::nullopt;
}

}  // namespace dure::chain
