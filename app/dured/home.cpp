#include "home.hpp"

#include <boost/json/serialize.hpp>
#include <boost/json/value_from.hpp>
#include <cstdlib>

#include "chain/crypto/keyfile.hpp"
#include "chain/crypto/private_file.hpp"
#include "chain/net/node_key.hpp"
#include "chain/node/json.hpp"
#include "chain/rpc/limits.hpp"
#include "chain/store/posix_disk.hpp"
#include "chain/store/vote_record.hpp"

namespace dure::app {

namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

constexpr std::size_t kGenesisBytes = 16 * 1024 * 1024;
constexpr std::size_t kSettingsBytes = 64 * 1024;
constexpr std::size_t kMostPeers = 64;
constexpr std::size_t kMostOrigins = 16;
constexpr std::int64_t kFewestPeers = 8;
constexpr std::int64_t kMostConnected = 1'000;

Trouble key_trouble(const fs::path& file, chain::KeyFileError error) {
    using Error = chain::KeyFileError;
    switch (error) {
        case Error::not_found:
            return {"there is no " + file.string()};
        case Error::not_private:
            return {file.string() +
                    " can be read by others; chmod 600 it, and if somebody may "
                    "have read it, have its key revoked"};
        case Error::damaged:
            return {file.string() + " is no key file any more; restore it from a copy"};
        case Error::exists:
            return {file.string() + " is there already"};
        case Error::io:
            break;
    }
    return {"cannot read or write " + file.string()};
}

chain::ByteView bytes_of(std::string_view text) {
    return {reinterpret_cast<const chain::Byte*>(text.data()), text.size()};
}

constexpr std::int64_t kMostMonths = 1'200;

/// Reads settings and remembers the first complaint.
class SettingsReader {
 public:
    Outcome<Settings> read(const json::value& value) {
        Settings out;
        const auto* object = value.if_object();
        if (object == nullptr) return Trouble{"settings.json must be an object"};
        for (const auto& [key, member] : *object) {
            if (key == "role") {
                out.role = role(member);
            } else if (key == "listen") {
                out.listen = endpoint(member, "listen");
            } else if (key == "address") {
                out.address = endpoint(member, "address");
            } else if (key == "rpcPort") {
                const auto* port = member.if_int64();
                if (port == nullptr || *port < 0 || *port > 65'535)
                    fail("rpcPort must be a port");
                else
                    out.rpc_port = static_cast<std::uint16_t>(*port);
            } else if (key == "mostPeers") {
                const auto* most = member.if_int64();
                if (most == nullptr || *most < kFewestPeers || *most > kMostConnected)
                    fail("mostPeers must be a number from " + std::to_string(kFewestPeers) +
                         " to " + std::to_string(kMostConnected));
                else
                    out.most_peers = static_cast<std::size_t>(*most);
            } else if (key == "keepMonths") {
                const auto* months = member.if_int64();
                if (months == nullptr || *months < 0 || *months > kMostMonths)
                    fail("keepMonths must be a number of months, or 0 to keep all");
                else
                    out.keep_months = static_cast<unsigned>(*months);
            } else if (key == "rpcOrigins") {
                out.rpc_origins = origins(member);
            } else if (key == "rpcLimits") {
                const auto limits = chain::rpc::parse_limits(member);
                if (!limits) fail("rpcLimits: " + limits.error());
                out.rpc_limits = limits ? *limits : chain::rpc::Limits{};
            } else if (key == "slotTimes") {
                out.slot_times = slot_times(member);
            } else if (key == "peers") {
                out.peers = peers(member);
            } else {
                fail(std::string(key) + " is not known");
            }
        }
        if (trouble_) return *trouble_;
        return out;
    }

 private:
    void fail(const std::string& why) {
        if (!trouble_) trouble_ = Trouble{"settings.json: " + why};
    }
    std::string_view text(const json::value& value) {
        const auto* string = value.if_string();
        return string != nullptr ? std::string_view(*string) : std::string_view();
    }
    chain::NodeRole role(const json::value& value) {
        const auto out = chain::node_role(text(value));
        if (!out) fail("role must be validator, relay or follower");
        return out.value_or(chain::NodeRole::kFollower);
    }
    std::optional<Endpoint> endpoint(const json::value& value, const std::string& name) {
        auto out = parse_endpoint(text(value));
        if (!out) fail(name + " must be host:port");
        return out;
    }
    /// As a browser writes them: scheme, host and, where it is not the scheme's own, port.
    std::vector<std::string> origins(const json::value& value) {
        std::vector<std::string> out;
        const auto* list = value.if_array();
        if (list == nullptr || list->size() > kMostOrigins) {
            fail("rpcOrigins must be a list of at most " + std::to_string(kMostOrigins));
            return out;
        }
        for (const auto& item : *list) {
            const auto& origin = out.emplace_back(text(item));
            const auto scheme = origin.find("://");
            if (scheme == std::string::npos || scheme == 0 || scheme + 3 == origin.size() ||
                origin.find('/', scheme + 3) != std::string::npos) {
                fail("each of rpcOrigins must be like https://dashboard.example");
            }
        }
        return out;
    }
    core::SlotRules slot_times(const json::value& value) {
        core::SlotRules out;
        const auto* list = value.if_array();
        std::vector<std::uint32_t> seconds;
        for (const auto& item : list != nullptr ? *list : json::array()) {
            const auto* number = item.if_int64();
            if (number != nullptr && *number >= 0 && *number <= UINT32_MAX)
                seconds.push_back(static_cast<std::uint32_t>(*number));
        }
        if (list == nullptr || list->size() != 4 || seconds.size() != 4) {
            fail("slotTimes must be four numbers of seconds: slot, gate, readings, dispute");
            return out;
        }
        out = {.slot_seconds = seconds[0],
               .gate_seconds = seconds[1],
               .reading_seconds = seconds[2],
               .dispute_seconds = seconds[3]};
        if (const auto trouble = trouble_with(out)) fail("slotTimes: " + trouble->what);
        return out;
    }
    std::vector<chain::DialAddress> peers(const json::value& value) {
        std::vector<chain::DialAddress> out;
        const auto* list = value.if_array();
        if (list == nullptr || list->size() > kMostPeers) {
            fail("peers must be a list of at most " + std::to_string(kMostPeers));
            return out;
        }
        for (const auto& item : *list) {
            const auto* object = item.if_object();
            auto& peer = out.emplace_back();
            if (object == nullptr) {
                fail("each of peers must be an object");
                return out;
            }
            for (const auto& [key, member] : *object) {
                if (key == "address") {
                    const auto at = endpoint(member, "peers.address").value_or(Endpoint{});
                    peer.host = at.host;
                    peer.port = at.port;
                } else if (key == "key") {
                    const auto bytes = chain::fixed_from_hex<chain::Hash256>(text(member));
                    if (!bytes) fail("peers.key must be 0x and 64 hex digits");
                    peer.key = chain::NodeKey{bytes.value_or(chain::Hash256{}).bytes};
                } else if (key == "role") {
                    peer.role = role(member);
                } else {
                    fail("peers." + std::string(key) + " is not known");
                }
            }
            if (peer.host.empty() || peer.key == chain::NodeKey{})
                fail("each of peers needs address and key");
        }
        return out;
    }

    std::optional<Trouble> trouble_;
};

std::optional<Trouble> write(const fs::path& file, std::string_view text) {
    const auto outcome =
        chain::write_private_file(file, bytes_of(text), chain::OnExisting::replace);
    if (outcome != chain::WriteOutcome::done) return Trouble{"cannot write " + file.string()};
    return std::nullopt;
}

}  // namespace

std::optional<Trouble> trouble_with(const core::SlotRules& times) {
    // As the contract has it: chain/contracts/src/Schedule.sol.
    constexpr std::uint32_t kHour = 3'600, kWeek = 7 * 24 * kHour;
    if (times.slot_seconds < 10 || times.slot_seconds > kHour ||
        3 * kHour % times.slot_seconds != 0)
        return Trouble{"a slot has 10 to 3600 seconds, and three hours are whole slots"};
    if (times.gate_seconds == 0 || times.gate_seconds > times.slot_seconds)
        return Trouble{"the gate closes at most a slot before, at least a second"};
    if (times.reading_seconds == 0 || times.reading_seconds > kWeek ||
        times.dispute_seconds > kWeek)
        return Trouble{"readings take a second to a week, disputes at most a week"};
    return std::nullopt;
}

Outcome<Settings> parse_settings(std::string_view text) {
    const auto value = chain::parse_json(text, 8);
    if (!value) return Trouble{"settings.json is not JSON: " + value.error().what};
    return SettingsReader().read(*value);
}

std::string to_json(const Settings& settings) {
    json::object out;
    out["role"] = chain::to_string(settings.role);
    if (settings.listen) out["listen"] = to_string(*settings.listen);
    if (settings.address) out["address"] = to_string(*settings.address);
    if (settings.most_peers != Settings{}.most_peers) out["mostPeers"] = settings.most_peers;
    out["rpcPort"] = settings.rpc_port;
    if (settings.keep_months != Settings{}.keep_months) out["keepMonths"] = settings.keep_months;
    if (!settings.rpc_origins.empty()) out["rpcOrigins"] = json::value_from(settings.rpc_origins);
    if (auto limits = chain::rpc::to_json(settings.rpc_limits); !limits.empty())
        out["rpcLimits"] = std::move(limits);
    if (const auto& times = settings.slot_times; times != core::SlotRules{})
        out["slotTimes"] = json::array{times.slot_seconds, times.gate_seconds,
                                       times.reading_seconds, times.dispute_seconds};
    auto& peers = out["peers"].emplace_array();
    for (const auto& peer : settings.peers) {
        peers.emplace_back(
            json::object{{"address", to_string(Endpoint{.host = peer.host, .port = peer.port})},
                         {"key", chain::to_hex(peer.key.bytes)},
                         {"role", chain::to_string(peer.role)}});
    }
    return json::serialize(out);
}

fs::path Home::directory_of(const std::optional<std::string>& named) {
    if (named) return *named;
    if (const char* state = std::getenv("STATE_DIRECTORY")) return state;
    const char* home = std::getenv("HOME");
    return fs::path(home != nullptr ? home : ".") / ".local" / "share" / "dured";
}

namespace {

/// A key that has just been made has voted on nothing, and its record says so from the start: the
/// node need not wait until the others have shown that it forgot nothing.
std::optional<Trouble> make_vote_record(const fs::path& chain_directory) {
    const auto trouble = [&](const chain::DiskError& error) {
        return Trouble{"cannot write in " + chain_directory.string() + ": " + error.what};
    };
    const auto disk = chain::open_data_directory(chain_directory);
    if (!disk) return trouble(disk.error());
    auto record = chain::VoteRecord::open(**disk);
    if (!record) return trouble(record.error());
    const auto written = record->start_over({.standing = chain::VoteStanding::kWhole});
    if (!written) return trouble(written.error());
    return std::nullopt;
}

}  // namespace

Outcome<Home> Home::with_keys(const fs::path& directory) {
    Home out;
    out.directory_ = directory;
    const auto node_file = directory / "node.key";
    auto identity = chain::read_or_create_node_key(node_file);
    if (!identity) return key_trouble(node_file, identity.error());
    out.identity_ = *std::move(identity);
    const auto signing_file = directory / "signing.key";
    std::error_code ignored;
    const bool is_new = !fs::exists(signing_file, ignored);
    auto signing = chain::read_or_create_key_file(signing_file);
    if (!signing) return key_trouble(signing_file, signing.error());
    out.signing_key_ = std::make_shared<const chain::SecretKey>(*std::move(signing));
    if (is_new) {
        if (const auto trouble = make_vote_record(out.chain_directory())) return *trouble;
    }
    return out;
}

Outcome<Home> Home::make(const fs::path& directory) {
    std::error_code error;
    fs::create_directories(directory, error);
    if (error) return Trouble{"cannot make " + directory.string() + ": " + error.message()};
    fs::permissions(directory, fs::perms::owner_all, error);
    if (fs::exists(directory / "genesis.json"))
        return Trouble{directory.string() +
                       " holds a community already; choose another --data-dir"};
    return with_keys(directory);
}

Outcome<Home> Home::open(const fs::path& directory) {
    const auto genesis_text = chain::read_private_file(directory / "genesis.json", kGenesisBytes);
    if (!genesis_text)
        return Trouble{"there is no community in " + directory.string() +
                       "; found one with dured init, or join one with dured join"};
    auto genesis = chain::parse_genesis(genesis_text->text());
    if (!genesis) return Trouble{directory.string() + ": " + genesis.error().what};
    const auto settings_text =
        chain::read_private_file(directory / "settings.json", kSettingsBytes);
    if (!settings_text) return Trouble{"there is no settings.json in " + directory.string()};
    auto settings = parse_settings(settings_text->text());
    if (!settings) return Trouble{directory.string() + ": " + settings.error().what};
    for (const auto* name : {"node.key", "signing.key"}) {
        // A lost key must not come back as another one without a word.
        if (!fs::exists(directory / name))
            return Trouble{"there is no " + (directory / name).string() +
                           "; restore it from a copy, or join anew with another --data-dir"};
    }
    auto out = with_keys(directory);
    if (!out) return out;
    out->genesis_ = *std::move(genesis);
    out->settings_ = *std::move(settings);
    return out;
}

Outcome<chain::SecretKey> Home::manager_key() const {
    auto key = kept_manager_key();
    if (!key) return key.error();
    if (!*key)
        return Trouble{"the manager's key is not in " + directory_.string() +
                       "; this is done where the community was founded"};
    return std::move(**key);
}

Outcome<std::optional<chain::SecretKey>> Home::kept_manager_key() const {
    const auto file = directory_ / "manager.key";
    auto key = chain::read_key_file(file);
    if (key) return std::optional{*std::move(key)};
    if (key.error() == chain::KeyFileError::not_found) return std::optional<chain::SecretKey>{};
    return key_trouble(file, key.error());
}

Outcome<chain::SecretKey> Home::make_manager_key() const {
    const auto file = directory_ / "manager.key";
    auto key = chain::read_or_create_key_file(file);
    if (!key) return key_trouble(file, key.error());
    return *std::move(key);
}

Outcome<std::optional<chain::SecretKey>> Home::metering_key() const {
    for (const auto* name : {"metering.key", "manager.key"}) {
        const auto file = directory_ / name;
        auto key = chain::read_key_file(file);
        if (key) return std::optional(*std::move(key));
        if (key.error() != chain::KeyFileError::not_found) return key_trouble(file, key.error());
    }
    return std::optional<chain::SecretKey>();
}

Outcome<chain::SecretKey> Home::make_metering_key() const {
    const auto file = directory_ / "metering.key";
    auto key = chain::read_or_create_key_file(file);
    if (!key) return key_trouble(file, key.error());
    return *std::move(key);
}

std::optional<Trouble> Home::keep_manager_key(const chain::SecretKey& key) const {
    const auto file = directory_ / "manager.key";
    if (const auto error = chain::write_key_file(file, key)) return key_trouble(file, *error);
    return std::nullopt;
}

std::optional<chain::Invite> Home::invite() const {
    const auto text = chain::read_private_file(directory_ / "invite.txt", 4'096);
    if (!text) return std::nullopt;
    auto invite = chain::parse_invite(text->text());
    if (!invite) return std::nullopt;
    return *std::move(invite);
}

std::optional<Trouble> Home::keep_genesis(const chain::Genesis& genesis) {
    genesis_ = genesis;
    return write(directory_ / "genesis.json", chain::to_json(genesis) + "\n");
}

std::optional<Trouble> Home::keep_settings() const {
    return write(directory_ / "settings.json", to_json(settings_) + "\n");
}

std::optional<Trouble> Home::keep_invite(const chain::Invite& invite) const {
    return write(directory_ / "invite.txt", chain::to_text(invite) + "\n");
}

void Home::forget_invite() const {
    std::error_code ignored;
    fs::remove(directory_ / "invite.txt", ignored);
}

std::optional<Trouble> Home::keep_text(const fs::path& file, std::string_view text) const {
    std::error_code error;
    fs::create_directories(file.parent_path(), error);
    return write(file, text);
}

}  // namespace dure::app
