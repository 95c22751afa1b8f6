#include "chain/block/header.hpp"

namespace dure::chain {

namespace {

constexpr std::size_t kUsualHeader = 640;  ///< encoded, without extra data

void append(rlp::Encoder& out, const Header& header, ByteView extra_data) {
    out.list([&](rlp::Encoder& fields) {
        fields.string(header.parent_hash)
            .string(header.ommers_hash)
            .string(header.coinbase)
            .string(header.state_root)
            .string(header.transactions_root)
            .string(header.receipts_root)
            .string(header.logs_bloom)
            .integer(header.difficulty)
            .integer(header.number)
            .integer(header.gas_limit)
            .integer(header.gas_used)
            .integer(header.timestamp)
            .string(extra_data)
            .string(header.mix_hash)
            .string(header.nonce)
            .integer(header.base_fee_per_gas)
            .string(header.withdrawals_root)
            .integer(header.blob_gas_used)
            .integer(header.excess_blob_gas)
            .string(header.parent_beacon_block_root);
    });
}

}  // namespace

void append_to_list(rlp::Encoder& out, const Header& header) {
    append(out, header, header.extra_data);
}

Bytes encode(const Header& header) {
    rlp::Encoder out(kUsualHeader + header.extra_data.size());
    append_to_list(out, header);
    return out.take();
}

Header read_header(rlp::Reader& reader) {
    Header header;
    reader.list([&](rlp::Reader& fields) {
        header.parent_hash = fields.fixed<Hash256>();
        header.ommers_hash = fields.fixed<Hash256>();
        header.coinbase = fields.fixed<Address>();
        header.state_root = fields.fixed<Hash256>();
        header.transactions_root = fields.fixed<Hash256>();
        header.receipts_root = fields.fixed<Hash256>();
        header.logs_bloom = fields.fixed<Bloom>();
        header.difficulty = fields.integer256();
        header.number = fields.integer64();
        header.gas_limit = fields.integer64();
        header.gas_used = fields.integer64();
        header.timestamp = fields.integer64();
        const auto extra_data = fields.string();
        header.extra_data.assign(extra_data.begin(), extra_data.end());
        header.mix_hash = fields.fixed<Hash256>();
        header.nonce = fields.fixed<HeaderNonce>();
        header.base_fee_per_gas = fields.integer256();
        header.withdrawals_root = fields.fixed<Hash256>();
        header.blob_gas_used = fields.integer64();
        header.excess_blob_gas = fields.integer64();
        header.parent_beacon_block_root = fields.fixed<Hash256>();
    });
    return header;
}

Result<Header, rlp::Error> decode_header(ByteView in) {
    Header header;
    const auto error = rlp::decode(in, [&](rlp::Reader& reader) { header = read_header(reader); });
    if (error) return *error;
    return header;
}

Hash256 hash(const Header& header) { return hash_with_extra_data(header, header.extra_data); }

Hash256 hash_with_extra_data(const Header& header, ByteView extra_data) {
    rlp::Encoder out(kUsualHeader + extra_data.size());
    append(out, header, extra_data);
    return keccak256(out.bytes());
}

}  // namespace dure::chain
