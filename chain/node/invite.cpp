#include "chain/node/invite.hpp"

#include <algorithm>

#include "chain/base/uint256.hpp"
#include "chain/crypto/hash.hpp"
#include "chain/crypto/mnemonic_words.hpp"

namespace dure::chain {

namespace {

constexpr Byte kVersion = 1;
constexpr std::string_view kPrefix = "DURE1:";
constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr std::size_t kMostTyped = 2 * kInviteText;  ///< with what mails put between
constexpr unsigned kExpiryBytes = 5;                 ///< the contract's uint40

void put(Bytes& out, ByteView bytes) { out.insert(out.end(), bytes.begin(), bytes.end()); }

void put(Bytes& out, std::uint64_t value, unsigned bytes) {
    for (unsigned i = bytes; i-- > 0;) out.push_back(static_cast<Byte>(value >> (8 * i)));
}

bool is_host(std::string_view host) {
    return !host.empty() && host.size() <= kInviteHost &&
           std::all_of(host.begin(), host.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '.' || c == '-' || c == ':';
           });
}

Bytes encode_addresses(const Invite& invite) {
    Bytes out{static_cast<Byte>(invite.addresses.size())};
    for (const auto& address : invite.addresses) {
        out.push_back(static_cast<Byte>(address.role));
        out.push_back(static_cast<Byte>(address.host.size()));
        out.insert(out.end(), address.host.begin(), address.host.end());
        put(out, address.port, 2);
        put(out, address.key.bytes);
    }
    return out;
}

/// Takes from the front; what is missing reads as zero and marks the reader bad.
class Cursor {
 public:
    explicit Cursor(ByteView in) : in_(in) {}
    ByteView take(std::size_t count) {
        if (in_.size() < count) bad_ = true;
        if (bad_) return {};
        const auto out = in_.first(count);
        in_ = in_.subspan(count);
        return out;
    }
    std::uint64_t number(unsigned bytes) {
        std::uint64_t out = 0;
        for (const auto b : take(bytes)) out = out << 8 | b;
        return out;
    }
    template <class Array>
    Array array() {
        Array out{};
        const auto bytes = take(out.size());
        std::copy(bytes.begin(), bytes.end(), out.begin());
        return out;
    }
    bool ended() const { return !bad_ && in_.empty(); }
    bool bad() const { return bad_; }

 private:
    ByteView in_;
    bool bad_ = false;
};

bool is_role(NodeRole role) {
    return role == NodeRole::kValidator || role == NodeRole::kRelay || role == NodeRole::kFollower;
}

bool is_sound(const Invite& invite) {
    return is_role(invite.role) && invite.expiry >> (8 * kExpiryBytes) == 0 &&
           !invite.addresses.empty() && invite.addresses.size() <= kInviteAddresses &&
           std::all_of(invite.addresses.begin(), invite.addresses.end(),
                       [](const DialAddress& a) {
                           return is_role(a.role) && is_host(a.host) && a.port != 0;
                       }) &&
           (!invite.bound || (invite.bound->key != NodeKey{} && !invite.bound->owner.is_zero()));
}

std::array<Byte, 32> left_aligned(const InviteId& id) {
    std::array<Byte, 32> out{};
    std::copy(id.bytes.begin(), id.bytes.end(), out.begin());
    return out;
}

/// What the contract does not look at: which chain to expect and where to dial.
Hash256 details(const Invite& invite) {
    Bytes out{kVersion};
    put(out, invite.genesis);
    put(out, encode_addresses(invite));
    return keccak256(out);
}

/// The contract's struct Invite as words.
Bytes words_of(const Invite& invite) {
    const auto bound = invite.bound.value_or(InviteBinding{});
    Bytes out;
    put(out, left_aligned(invite.id));
    for (const auto number :
         {std::uint64_t{static_cast<Byte>(invite.role)}, std::uint64_t{invite.unit}, invite.expiry})
        put(out, uint256{number}.to_be32());
    put(out, bound.key.bytes);
    put(out, uint256::from_be(bound.owner).to_be32());
    put(out, details(invite));
    return out;
}

/// Governance.inviteDigest: ERC-191, version 0.
Hash256 digest(const Invite& invite) {
    Bytes out{0x19, 0x00};
    put(out, kGovernanceAddress);
    put(out, uint256{invite.chain_id}.to_be32());
    put(out, words_of(invite));
    return keccak256(out);
}

}  // namespace

Bytes encode(const Invite& invite) {
    Bytes out{kVersion};
    put(out, invite.chain_id, 8);
    put(out, invite.genesis);
    put(out, invite.id);
    out.push_back(static_cast<Byte>(invite.role));
    put(out, invite.unit, 4);
    put(out, invite.expiry, kExpiryBytes);
    out.push_back(invite.bound ? 1 : 0);
    if (invite.bound) {
        put(out, invite.bound->key.bytes);
        put(out, invite.bound->owner);
    }
    put(out, encode_addresses(invite));
    put(out, invite.signature);
    return out;
}

Result<Invite, InviteError> decode_invite(ByteView bytes) {
    if (bytes.empty()) return InviteError::kNotAnInvite;
    if (bytes[0] != kVersion)
        return bytes[0] > kVersion ? InviteError::kNewer : InviteError::kNotAnInvite;
    if (bytes.size() > kInviteBytes) return InviteError::kDamaged;
    Cursor in(bytes.subspan(1));
    Invite out;
    out.chain_id = in.number(8);
    out.genesis.bytes = in.array<std::array<Byte, 32>>();
    out.id.bytes = in.array<std::array<Byte, 16>>();
    out.role = static_cast<NodeRole>(in.number(1));
    out.unit = static_cast<std::uint32_t>(in.number(4));
    out.expiry = in.number(kExpiryBytes);
    const auto bound = in.number(1);
    if (bound > 1) return InviteError::kDamaged;
    if (bound == 1) {
        auto& binding = out.bound.emplace();
        binding.key.bytes = in.array<std::array<Byte, 32>>();
        binding.owner.bytes = in.array<std::array<Byte, 20>>();
    }
    const auto count = in.number(1);
    for (std::uint64_t i = 0; i < count && !in.bad(); ++i) {
        auto& address = out.addresses.emplace_back();
        address.role = static_cast<NodeRole>(in.number(1));
        const auto host = in.take(static_cast<std::size_t>(in.number(1)));
        address.host.assign(host.begin(), host.end());
        address.port = static_cast<std::uint16_t>(in.number(2));
        address.key.bytes = in.array<std::array<Byte, 32>>();
    }
    out.signature = in.array<Seal>();
    if (!in.ended() || !is_sound(out)) return InviteError::kDamaged;
    return out;
}

std::string to_text(const Invite& invite) {
    std::string out(kPrefix);
    unsigned held = 0, count = 0;
    for (const auto b : encode(invite)) {
        held = held << 8 | b;
        for (count += 8; count >= 5; count -= 5) out += kDigits[held >> (count - 5) & 31];
        held &= (1U << count) - 1;
    }
    if (count != 0) out += kDigits[held << (5 - count) & 31];
    return out;
}

Result<Invite, InviteError> parse_invite(std::string_view text) {
    if (text.size() > kMostTyped) return InviteError::kNotAnInvite;
    std::string typed;
    for (const char c : text) {
        if (c == ' ' || c == '\n' || c == '\r' || c == '\t') continue;
        typed += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    if (!std::string_view(typed).starts_with(kPrefix)) return InviteError::kNotAnInvite;
    Bytes bytes;
    unsigned held = 0, count = 0;
    for (const char c : std::string_view(typed).substr(kPrefix.size())) {
        const auto digit = kDigits.find(c);
        if (digit == std::string_view::npos) return InviteError::kDamaged;
        held = held << 5 | static_cast<unsigned>(digit);
        count += 5;
        if (count < 8) continue;
        count -= 8;
        bytes.push_back(static_cast<Byte>(held >> count));
        held &= (1U << count) - 1;
    }
    // What is left over of the last digit was put there as zeros; one spelling for one invite.
    if (count >= 5 || held != 0) return InviteError::kDamaged;
    return decode_invite(bytes);
}

std::optional<Invite> sign_invite(Invite invite, const SecretKey& manager) {
    if (!is_sound(invite)) return std::nullopt;
    const auto signature = sign(digest(invite), manager);
    const auto r = signature.r.to_be32();
    const auto s = signature.s.to_be32();
    std::copy(r.begin(), r.end(), invite.signature.begin());
    std::copy(s.begin(), s.end(), invite.signature.begin() + 32);
    invite.signature[64] = signature.y_parity;
    if (encode(invite).size() > kInviteBytes) return std::nullopt;
    return invite;
}

std::optional<Address> signer_of(const Invite& invite) {
    return sealed_by(digest(invite), invite.signature);
}

std::array<Byte, 4> redeem_selector() {
    constexpr std::string_view kSignature =
        "redeem((bytes16,uint8,uint32,uint40,bytes32,address,bytes32),bytes32,bytes)";
    const auto hash = keccak256(Bytes(kSignature.begin(), kSignature.end()));
    return {hash.bytes[0], hash.bytes[1], hash.bytes[2], hash.bytes[3]};
}

Bytes redeem_call(const Invite& invite, const NodeKey& key) {
    const auto selector = redeem_selector();
    Bytes out(selector.begin(), selector.end());
    put(out, words_of(invite));
    put(out, key.bytes);
    put(out, uint256{9 * 32}.to_be32());  // where the signature begins: seven words, key, this
    put(out, uint256{invite.signature.size()}.to_be32());
    put(out, ByteView(invite.signature).first(64));
    out.push_back(static_cast<Byte>(27 + invite.signature[64]));
    out.resize(out.size() + 31);  // whole words
    return out;
}

std::array<std::string_view, 6> identity_words(const NodeKey& key, const Address& owner) {
    constexpr std::string_view kTag = "dure/words/1";
    Bytes in(kTag.begin(), kTag.end());
    put(in, key.bytes);
    put(in, owner);
    auto bits = uint256::from_be(keccak256(in));
    std::array<std::string_view, 6> out;
    for (auto& word : out) {
        word = kMnemonicWords[static_cast<std::size_t>((bits >> 245)[0])];
        bits = bits << 11;
    }
    return out;
}

std::string identity_phrase(const NodeKey& key, const Address& owner) {
    std::string out;
    for (const auto word : identity_words(key, owner))
        out += (out.empty() ? "" : " ") + std::string(word);
    return out;
}

}  // namespace dure::chain
