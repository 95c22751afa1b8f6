#include "chain/store/block_record.hpp"

#include "chain/consensus/extra_data.hpp"
#include "chain/crypto/keccak_many.hpp"

namespace dure::chain {

namespace {

void append_log(rlp::Encoder& out, const Log& log) {
    out.list([&](rlp::Encoder& e) {
        e.string(log.address);
        e.list([&](rlp::Encoder& topics) {
            for (const auto& topic : log.topics) topics.string(topic);
        });
        e.string(log.data);
    });
}

Log read_log(rlp::Reader& in) {
    Log log;
    in.list([&](rlp::Reader& r) {
        log.address = r.fixed<Address>();
        r.list([&](rlp::Reader& topics) {
            while (topics.more()) log.topics.push_back(topics.fixed<Hash256>());
        });
        const auto data = r.string();
        log.data.assign(data.begin(), data.end());
    });
    return log;
}

Receipt read_receipt(rlp::Reader& in) {
    Receipt receipt;
    in.list([&](rlp::Reader& r) {
        receipt.succeeded = r.integer64() != 0;
        receipt.cumulative_gas_used = r.integer64();
        r.list([&](rlp::Reader& logs) {
            while (logs.more()) receipt.logs.push_back(read_log(logs));
        });
    });
    receipt.bloom = bloom_of(receipt.logs);
    return receipt;
}

}  // namespace

Bytes encode(const BlockRecord& record) {
    rlp::Encoder out;
    out.list([&](rlp::Encoder& e) {
        e.raw(encode(record.block));
        e.list([&](rlp::Encoder& senders) {
            for (const auto& sender : record.senders) senders.string(sender);
        });
        e.list([&](rlp::Encoder& receipts) {
            for (const auto& receipt : record.receipts) {
                receipts.list([&](rlp::Encoder& r) {
                    r.integer(receipt.succeeded ? std::uint64_t{1} : std::uint64_t{0});
                    r.integer(receipt.cumulative_gas_used);
                    r.list([&](rlp::Encoder& logs) {
                        for (const auto& log : receipt.logs) append_log(logs, log);
                    });
                });
            }
        });
    });
    return out.take();
}

Result<BlockRecord, rlp::Error> decode_block_record(ByteView bytes) {
    BlockRecord record;
    const auto error = rlp::decode(bytes, [&](rlp::Reader& in) {
        in.list([&](rlp::Reader& r) {
            auto block = decode_block(r.raw_item());
            if (!block) {
                r.fail(rlp::Error::unexpected_length);
                return;
            }
            record.block = *std::move(block);
            r.list([&](rlp::Reader& senders) {
                while (senders.more()) record.senders.push_back(senders.fixed<Address>());
            });
            r.list([&](rlp::Reader& receipts) {
                while (receipts.more()) record.receipts.push_back(read_receipt(receipts));
            });
        });
    });
    if (error) return Failure{*error};
    const auto& transactions = record.block.transactions;
    if (record.senders.size() != transactions.size() ||
        record.receipts.size() != transactions.size()) {
        return Failure{rlp::Error::unexpected_length};
    }
    record.hash = block_hash(record.header());
    record.transaction_hashes = keccak256_each(encode_each(transactions));
    for (std::size_t i = 0; i < transactions.size(); ++i) {
        record.receipts[i].type = transactions[i].type;
    }
    return record;
}

Result<Header, rlp::Error> decode_record_header(ByteView bytes) {
    Header header;
    rlp::Reader in(bytes);
    // What stands behind the header is left unread on purpose.
    ByteView block;
    in.list([&](rlp::Reader& r) {
        block = r.raw_item();
        while (r.more()) static_cast<void>(r.raw_item());
    });
    if (in.error()) return Failure{*in.error()};
    rlp::Reader outer(block);
    outer.list([&](rlp::Reader& r) {
        header = read_header(r);
        while (r.more()) static_cast<void>(r.raw_item());
    });
    if (outer.error()) return Failure{*outer.error()};
    return header;
}

}  // namespace dure::chain
