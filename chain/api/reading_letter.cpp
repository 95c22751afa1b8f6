#include "chain/api/reading_letter.hpp"

#include <algorithm>

#include "chain/api/contracts.hpp"
#include "chain/api/membership.hpp"
#include "chain/api/question.hpp"
#include "chain/api/settlement.hpp"

namespace dure::chain::api {
namespace {

constexpr Byte kReadingTag = 0x01;
constexpr std::size_t kReadingBytes = 74;
constexpr std::uint64_t kViewGas = 1'000'000;

template <class Number>
void put(Bytes& out, Number value) {
    for (auto shift = static_cast<int>(8 * (sizeof value - 1)); shift >= 0; shift -= 8)
        out.push_back(static_cast<Byte>(value >> shift));
}

template <class Number>
Number take(ByteView& in) {
    std::uint64_t value = 0;
    for (const auto byte : in.first(sizeof(Number))) value = value << 8 | byte;
    in = in.subspan(sizeof(Number));
    return static_cast<Number>(value);
}

uint256 take_word(ByteView& in) {
    Hash256 word;
    std::ranges::copy(in.first(32), word.bytes.begin());
    in = in.subspan(32);
    return to_uint256(word);
}

Bytes view(const Node& node, const Address& contract, const Bytes& question) {
    auto answer = ask(node, {}, contract, question, kViewGas, CallContext::kHead);
    return answer.status == evm::Status::success ? std::move(answer.output) : Bytes{};
}

class ReadingLetters final : public LetterReader {
 public:
    explicit ReadingLetters(const Suite& suite) : suite_(suite) {}

    Result<LetterSubject, LetterFault> read(const Node& node, ByteView letter) const override {
        const auto reading = decode_reading(letter);
        if (!reading) return Failure{LetterFault::kForged};
        if (!is_open(node, topic_of(reading->slot))) return Failure{LetterFault::kNotOpen};
        const auto meter =
            read_meter(view(node, suite_.registry, ask_meter(reading->seat))).value_or(Address{});
        if (meter.is_zero()) return Failure{LetterFault::kNoAuthor};
        const auto digest =
            reading_digest(suite_, node.chain_id(), reading->slot, reading->seat, reading->net_wh);
        if (recover(digest, reading->signature) != meter) return Failure{LetterFault::kForged};
        return LetterSubject{.topic = topic_of(reading->slot), .author = reading->seat};
    }

    bool is_open(const Node& node, std::uint64_t topic) const override {
        const auto slot = slot_of(topic);
        const auto known = read_slot_info(view(node, suite_.market, ask_slot_info(slot)), slot);
        return known && known->stage == core::SlotStage::kCleared;
    }

 private:
    Suite suite_;
};

}  // namespace

Bytes encode_reading(const SignedReading& reading) {
    Bytes out{kReadingTag};
    put(out, reading.slot.index);
    put(out, reading.seat);
    put(out, static_cast<std::uint16_t>(reading.net_wh));
    for (const auto& part : {reading.signature.r, reading.signature.s}) {
        const auto bytes = part.to_be32();
        out.insert(out.end(), bytes.begin(), bytes.end());
    }
    out.push_back(reading.signature.y_parity);
    return out;
}

std::optional<SignedReading> decode_reading(ByteView letter) {
    if (letter.size() != kReadingBytes || letter[0] != kReadingTag || letter.back() > 1)
        return std::nullopt;
    auto rest = letter.subspan(1);
    SignedReading out;
    out.slot = {take<std::uint32_t>(rest)};
    out.seat = take<std::uint16_t>(rest);
    out.net_wh = static_cast<std::int16_t>(take<std::uint16_t>(rest));
    out.signature.r = take_word(rest);
    out.signature.s = take_word(rest);
    out.signature.y_parity = rest[0];
    if (out.net_wh == kMissingReading) return std::nullopt;
    return out;
}

std::shared_ptr<const LetterReader> reading_letters(const Suite& suite) {
    return std::make_shared<ReadingLetters>(suite);
}

}  // namespace dure::chain::api
