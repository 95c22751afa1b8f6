// The manager's signed word that a new node may join: what to dial, which chain to expect, and the
// right to enter one key in the registry, once, until a date. It holds no secret: who copies an
// open invite can at most ask to be admitted, and the manager compares six words with the real
// node's screen before approving. A bound invite names the node and its owner and admits them at
// once, nobody else.
//
//   version ‖ chain id ‖ genesis hash ‖ id ‖ role ‖ unit ‖ expiry ‖ bound? (node key ‖ owner)
//   ‖ addresses ‖ signature
//
// As text: "DURE1:" and base32 (RFC 4648, no padding), at most 512 characters, in the alphabet that
// QR codes pack best. The contract checks the same signature when the invite is redeemed.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chain/base/result.hpp"
#include "chain/consensus/signer.hpp"
#include "chain/crypto/secp256k1.hpp"
#include "chain/node/governance.hpp"

namespace dure::chain {

inline constexpr std::size_t kInviteBytes = 316;
inline constexpr std::size_t kInviteText = 512;
inline constexpr std::size_t kInviteAddresses = 4;
inline constexpr std::size_t kInviteHost = 63;
inline constexpr std::uint64_t kInviteSeconds = 24 * 3'600;  ///< how long one is good by default

/// Where to dial and whom to expect there.
struct DialAddress {
    std::string host;  ///< name or IP; letters, digits, dots, dashes and colons
    std::uint16_t port = 0;
    NodeKey key;
    NodeRole role = NodeRole::kValidator;  ///< a relay passes the way on to others
    friend bool operator==(const DialAddress&, const DialAddress&) = default;
};

struct InviteBinding {
    NodeKey key;
    Address owner;
    friend bool operator==(const InviteBinding&, const InviteBinding&) = default;
};

struct Invite {
    std::uint64_t chain_id = 0;
    Hash256 genesis;
    InviteId id;
    NodeRole role = NodeRole::kFollower;
    std::uint32_t unit = 0;
    std::uint64_t expiry = 0;  ///< seconds; good in blocks up to this time
    std::optional<InviteBinding> bound;
    std::vector<DialAddress> addresses;  ///< at least one
    Seal signature{};
    friend bool operator==(const Invite&, const Invite&) = default;
};

enum class InviteError : std::uint8_t {
    kNotAnInvite,  ///< the text is something else
    kDamaged,      ///< an invite, but cut short or mistyped
    kNewer,        ///< of a version this program does not know
};

Bytes encode(const Invite&);
Result<Invite, InviteError> decode_invite(ByteView);
std::string to_text(const Invite&);
/// Takes any case, and spaces and line ends as mails and screens put them in.
Result<Invite, InviteError> parse_invite(std::string_view text);

/// Nothing when it could not be encoded: no address, a host that is none, or too long.
std::optional<Invite> sign_invite(Invite, const SecretKey& manager);
std::optional<Address> signer_of(const Invite&);

/// The call that enters `key` for whoever sends it.
Bytes redeem_call(const Invite&, const NodeKey& key);
std::array<Byte, 4> redeem_selector();

/// What two screens show when they mean the same node and owner. 66 bits: nobody finds a key with
/// somebody else's words.
std::array<std::string_view, 6> identity_words(const NodeKey&, const Address& owner);
/// The same in one line.
std::string identity_phrase(const NodeKey&, const Address& owner);

}  // namespace dure::chain
