#include "chain/block/receipt.hpp"

#include "chain/trie/trie.hpp"

namespace dure::chain {

namespace {

constexpr std::size_t kMaxTopics = 4;

Log read_log(rlp::Reader& reader) {
    Log log;
    reader.list([&](rlp::Reader& fields) {
        log.address = fields.fixed<Address>();
        fields.list([&](rlp::Reader& topics) {
            while (topics.more()) {
                if (log.topics.size() == kMaxTopics) return topics.fail(rlp::Error::leftover);
                log.topics.push_back(topics.fixed<Hash256>());
            }
        });
        const auto data = fields.string();
        log.data.assign(data.begin(), data.end());
    });
    return log;
}

}  // namespace

Bloom bloom_of(std::span<const Log> logs) {
    Bloom out;
    for (const auto& log : logs) {
        add_to(out, log.address);
        for (const auto& topic : log.topics) add_to(out, topic);
    }
    return out;
}

Bytes encode(const Receipt& receipt) {
    constexpr std::size_t kUsualReceipt = 288, kUsualLog = 192;
    rlp::Encoder out(kUsualReceipt + receipt.logs.size() * kUsualLog);
    if (receipt.type != TransactionType::legacy) {
        const auto type = static_cast<Byte>(receipt.type);
        out.raw({&type, 1});
    }
    out.list([&](rlp::Encoder& fields) {
        fields.integer(receipt.succeeded ? 1U : 0U)
            .integer(receipt.cumulative_gas_used)
            .string(receipt.bloom);
        fields.list([&](rlp::Encoder& logs) {
            for (const auto& log : receipt.logs) {
                logs.list([&](rlp::Encoder& one) {
                    one.string(log.address);
                    one.list([&](rlp::Encoder& topics) {
                        for (const auto& topic : log.topics) topics.string(topic);
                    });
                    one.string(log.data);
                });
            }
        });
    });
    return out.take();
}

Result<Receipt, rlp::Error> decode_receipt(ByteView in) {
    Receipt receipt;
    if (!in.empty() && in[0] < 0xc0) {
        if (in[0] != 1 && in[0] != 2) return rlp::Error::unexpected_string;
        receipt.type = static_cast<TransactionType>(in[0]);
        in = in.subspan(1);
    }
    const auto error = rlp::decode(in, [&](rlp::Reader& reader) {
        reader.list([&](rlp::Reader& fields) {
            const auto status = fields.integer64();
            if (status > 1) fields.fail(rlp::Error::overflow);
            receipt.succeeded = status == 1;
            receipt.cumulative_gas_used = fields.integer64();
            receipt.bloom = fields.fixed<Bloom>();
            fields.list([&](rlp::Reader& logs) {
                while (logs.more()) receipt.logs.push_back(read_log(logs));
            });
        });
    });
    if (error) return *error;
    return receipt;
}

Hash256 receipts_root(std::span<const Receipt> receipts) {
    std::vector<Bytes> values;
    values.reserve(receipts.size());
    for (const auto& receipt : receipts) values.push_back(encode(receipt));
    return ordered_root(values);
}

}  // namespace dure::chain
