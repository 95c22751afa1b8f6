#include "tests/net/noise_mutation.hpp"

#include <array>

namespace dure::chain::testing {

namespace {

/// Points of small order on Curve25519 (cr.yp.to/ecdh.html), in little-endian order.
constexpr std::array<std::string_view, 5> kSmallOrderPoints{
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0100000000000000000000000000000000000000000000000000000000000000",
    "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
    "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"};

std::size_t below(TestRandom& random, std::size_t end) {
    return std::uniform_int_distribution<std::size_t>(0, end - 1)(random);
}

void fill(TestRandom& random, std::span<Byte> out) {
    for (auto& byte : out) byte = static_cast<Byte>(random());
}

}  // namespace

SecretBytes random_secret(TestRandom& random) {
    SecretBytes out(32);
    fill(random, out.span());
    return out;
}

std::shared_ptr<const NodeIdentity> random_identity(TestRandom& random) {
    return NodeIdentity::from_secret(random_secret(random));
}

std::string_view to_string(Mutation mutation) {
    constexpr std::array<std::string_view, static_cast<std::size_t>(Mutation::kCount)> kNames{
        "bit flipped",     "bits flipped",  "byte changed",  "truncated",
        "extended",        "own ephemeral", "small order",   "other session's message",
        "earlier message", "random bytes",  "other prologue"};
    return kNames.at(static_cast<std::size_t>(mutation));
}

MutationTrial::MutationTrial(std::uint64_t seed)
    : random_(seed),
      initiator_(random_identity(random_)),
      responder_(random_identity(random_)),
      prologue_(48) {
    fill(random_, prologue_);
    other_session_ = record_session();
}

std::vector<Bytes> MutationTrial::record_session() {
    NoiseHandshake a(NoiseRole::kInitiator, initiator_, random_secret(random_), prologue_);
    NoiseHandshake b(NoiseRole::kResponder, responder_, random_secret(random_), prologue_);
    std::vector<Bytes> out;
    out.push_back(*a.write({}));
    (void)b.read(out.back());
    out.push_back(*b.write({}));
    (void)a.read(out.back());
    out.push_back(*a.write({}));
    return out;
}

Bytes MutationTrial::mutated(Bytes message, Mutation mutation, int index) {
    const auto original = message;
    const auto flip = [&](std::size_t times) {
        for (std::size_t i = 0; i < times; ++i)
            message[below(random_, message.size())] ^= static_cast<Byte>(1U << below(random_, 8));
    };
    const auto replace_head = [&](ByteView head) {
        std::copy(head.begin(), head.end(), message.begin());
    };
    switch (mutation) {
        case Mutation::kFlipBit:
            flip(1);
            break;
        case Mutation::kFlipBits:
            flip(2 + below(random_, 15));
            break;
        case Mutation::kChangeByte:
            message[below(random_, message.size())] = static_cast<Byte>(random_());
            break;
        case Mutation::kTruncate:
            message.resize(below(random_, message.size()));
            break;
        case Mutation::kExtend:
            message.resize(message.size() + 1 + below(random_, 64));
            break;
        case Mutation::kOwnEphemeral:
            replace_head(random_identity(random_)->key().bytes);
            break;
        case Mutation::kSmallOrder:
            replace_head(*from_hex(kSmallOrderPoints.at(below(random_, kSmallOrderPoints.size()))));
            break;
        case Mutation::kOtherSession:
            message = other_session_[static_cast<std::size_t>(index)];
            break;
        case Mutation::kEarlierMessage:
            message = index == 0 ? other_session_[2] : first_message_;
            break;
        case Mutation::kRandomBytes:
            fill(random_, message);
            break;
        case Mutation::kOtherPrologue:
        case Mutation::kCount:
            break;
    }
    // A change that happens to change nothing is none.
    if (message == original && mutation != Mutation::kOtherPrologue) message.front() ^= 1;
    return message;
}

MutationTrial::Attempt MutationTrial::attempt() {
    Attempt out;
    out.mutation =
        static_cast<Mutation>(below(random_, static_cast<std::size_t>(Mutation::kCount)));
    out.message = static_cast<int>(below(random_, 3));
    auto responders_prologue = prologue_;
    if (out.mutation == Mutation::kOtherPrologue)
        responders_prologue[below(random_, responders_prologue.size())] ^= 1;

    NoiseHandshake a(NoiseRole::kInitiator, initiator_, random_secret(random_), prologue_);
    NoiseHandshake b(NoiseRole::kResponder, responder_, random_secret(random_),
                     responders_prologue);
    const auto carry = [&](NoiseHandshake& from, NoiseHandshake& to, int index) {
        auto message = from.write({});
        if (!message) return false;
        if (index == 0) first_message_ = *message;
        const bool changes = index == out.message;
        return to
            .read(changes ? mutated(*std::move(message), out.mutation, index) : *std::move(message))
            .has_value();
    };
    if (!carry(a, b, 0) || !carry(b, a, 1)) return out;
    // The initiator has read all it will read: whatever was changed until now it has accepted.
    out.accepted = out.message < 2 || out.mutation == Mutation::kOtherPrologue;
    out.accepted |= carry(a, b, 2);
    return out;
}

bool MutationTrial::untouched_succeeds() {
    NoiseHandshake a(NoiseRole::kInitiator, initiator_, random_secret(random_), prologue_);
    NoiseHandshake b(NoiseRole::kResponder, responder_, random_secret(random_), prologue_);
    if (!b.read(*a.write({})) || !a.read(*b.write({})) || !b.read(*a.write({}))) return false;
    auto of_a = a.split();
    auto of_b = b.split();
    return of_a.remote == responder_->key() && of_b.remote == initiator_->key() &&
           of_a.handshake_hash == of_b.handshake_hash;
}

}  // namespace dure::chain::testing
