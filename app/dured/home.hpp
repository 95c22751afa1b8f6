// A node's data directory:
//
//   genesis.json    which community; never changes
//   settings.json   role, addresses, whom to call; may be edited while the node is stopped
//   node.key        the transport key (0600)
//   signing.key     seals blocks when this is a validator, and answers for the node (0600)
//   manager.key     the building manager's, where the community was founded (0600)
//   metering.key    posts the homes' readings; beside the manager's at first, may be moved (0600)
//   invite.txt      until it is redeemed
//   rpc.token       of the running node (0600)
//   chain/          blocks and state
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "chain/crypto/secp256k1.hpp"
#include "chain/net/noise.hpp"
#include "chain/node/genesis.hpp"
#include "chain/node/invite.hpp"
#include "chain/rpc/json_rpc.hpp"
#include "core/slot/slot.hpp"
#include "endpoint.hpp"
#include "trouble.hpp"

namespace dure::app {

struct Settings {
    chain::NodeRole role = chain::NodeRole::kFollower;
    std::optional<Endpoint> listen;         ///< none: only calls others
    std::optional<Endpoint> address;        ///< where others call this node
    std::vector<chain::DialAddress> peers;  ///< whom to call before the chain says more
    /// Nodes connected at a time: as many as the homes that a relay serves, and some.
    std::size_t most_peers = 32;
    std::uint16_t rpc_port = 8'545;        ///< on this machine only; 0: any free one
    std::vector<std::string> rpc_origins;  ///< of web pages that may ask
    chain::rpc::Limits rpc_limits{};
    core::SlotRules slot_times{};  ///< of the market that the founder's node sets up
    unsigned keep_months = 13;     ///< of blocks' bodies; 0: all are kept
    friend bool operator==(const Settings&, const Settings&) = default;
};

Outcome<Settings> parse_settings(std::string_view json);
std::string to_json(const Settings&);
/// What the market's contract would not take.
std::optional<Trouble> trouble_with(const core::SlotRules&);

class Home {
 public:
    /// --data-dir, or systemd's state directory, or ~/.local/share/dured.
    static std::filesystem::path directory_of(const std::optional<std::string>& named);

    /// A directory with new keys and nothing else; an error when a community stands there already.
    static Outcome<Home> make(const std::filesystem::path& directory);
    /// One that was made and has its genesis and settings.
    static Outcome<Home> open(const std::filesystem::path& directory);

    const std::filesystem::path& directory() const { return directory_; }
    std::filesystem::path chain_directory() const { return directory_ / "chain"; }
    std::filesystem::path token_file() const { return directory_ / "rpc.token"; }
    std::filesystem::path port_file() const { return directory_ / "rpc.port"; }

    const std::shared_ptr<const chain::NodeIdentity>& identity() const { return identity_; }
    const chain::SecretKey& signing_key() const { return *signing_key_; }
    chain::Address owner() const { return chain::address_of(*signing_key_); }
    const chain::Genesis& genesis() const { return genesis_; }
    const Settings& settings() const { return settings_; }
    Settings& settings() { return settings_; }

    /// The manager's key where it is kept here, else an error that says where to look.
    Outcome<chain::SecretKey> manager_key() const;
    /// The same; nothing where it is not kept here, an error where it cannot be read.
    Outcome<std::optional<chain::SecretKey>> kept_manager_key() const;
    Outcome<chain::SecretKey> make_manager_key() const;
    /// What posts readings from here: a key for that alone, or, in a community of before there was
    /// one, the manager's. None: another node does it.
    Outcome<std::optional<chain::SecretKey>> metering_key() const;
    Outcome<chain::SecretKey> make_metering_key() const;
    /// Where none is: it comes from another machine.
    std::optional<Trouble> keep_manager_key(const chain::SecretKey&) const;
    /// Not redeemed yet, as far as this directory knows.
    std::optional<chain::Invite> invite() const;

    std::optional<Trouble> keep_genesis(const chain::Genesis&);
    std::optional<Trouble> keep_settings() const;
    std::optional<Trouble> keep_invite(const chain::Invite&) const;
    void forget_invite() const;
    /// A file for people, readable by the owner only.
    std::optional<Trouble> keep_text(const std::filesystem::path& file,
                                     std::string_view text) const;

 private:
    static Outcome<Home> with_keys(const std::filesystem::path& directory);

    std::filesystem::path directory_;
    std::shared_ptr<const chain::NodeIdentity> identity_;
    std::shared_ptr<const chain::SecretKey> signing_key_;
    chain::Genesis genesis_;
    Settings settings_;
};

}  // namespace dure::app
