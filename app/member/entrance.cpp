#include "app/member/entrance.hpp"

#include <chrono>
#include <fstream>

#include "app/dured/genesis_fetch.hpp"
#include "app/dured/home.hpp"
#include "chain/api/node_role.hpp"

namespace dure::app {

namespace {

namespace fs = std::filesystem;
using Fault = core::EntranceFault;

fs::path admitted_mark(const fs::path& data) { return community_directory(data) / "admitted"; }
fs::path leaving_mark(const fs::path& data) { return data / "community.leaving"; }

Fault fault_of(chain::InviteError error) {
    switch (error) {
        case chain::InviteError::kNotAnInvite:
            return Fault::kNotAnInvite;
        case chain::InviteError::kDamaged:
            return Fault::kDamaged;
        case chain::InviteError::kNewer:
            break;
    }
    return Fault::kNewer;
}

core::InviteView view_of(const chain::Invite& invite) {
    core::InviteView out{.chain_id = invite.chain_id,
                         .role = chain::api::node_role_of(invite.role),
                         .unit = invite.unit,
                         .expires = core::UtcTime{std::chrono::seconds{invite.expiry}},
                         .addresses = {}};
    for (const auto& address : invite.addresses)
        out.addresses.push_back(to_string(Endpoint{.host = address.host, .port = address.port}));
    return out;
}

bool has_expired(const chain::Invite& invite) {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return static_cast<std::uint64_t>(std::chrono::floor<std::chrono::seconds>(now).count()) >
           invite.expiry;
}

}  // namespace

fs::path community_directory(const fs::path& data) { return data / "community"; }

bool is_in_community(const fs::path& data) {
    std::error_code ignored;
    if (fs::exists(leaving_mark(data), ignored)) {
        // The mark goes last: a power cut in between goes on at the next start.
        if (!fs::exists(admitted_mark(data), ignored))
            fs::remove_all(community_directory(data), ignored);
        fs::remove(leaving_mark(data), ignored);
    }
    return fs::exists(community_directory(data) / "genesis.json", ignored);
}

void keep_admitted(const fs::path& data) {
    std::error_code ignored;
    if (!fs::exists(admitted_mark(data), ignored)) std::ofstream(admitted_mark(data)) << "1\n";
}

NodeEntrance::NodeEntrance(fs::path data, std::function<void()> reopen,
                           std::chrono::milliseconds patience)
    : data_(std::move(data)), reopen_(std::move(reopen)), patience_(patience) {}

core::InviteCheck NodeEntrance::check(std::string_view text) const {
    const auto invite = chain::parse_invite(text);
    if (!invite) return {.fault = fault_of(invite.error()), .invite = {}};
    core::InviteCheck out{.fault = Fault::kNone, .invite = view_of(*invite)};
    if (invite->role != chain::NodeRole::kFollower) {
        out.fault = Fault::kNotForHomes;
    } else if (has_expired(*invite)) {
        out.fault = Fault::kExpired;
    }
    return out;
}

void NodeEntrance::enter(std::string_view text, std::function<void(Fault)> done) {
    asking_ = std::jthread(
        [this, text = std::string(text), done = std::move(done)](const std::stop_token& stop) {
            const auto fault = enter_with(text, stop);
            if (!stop.stop_requested()) done(fault);
        });
}

Fault NodeEntrance::enter_with(const std::string& text, const std::stop_token& stop) const {
    if (const auto checked = check(text); checked.fault != Fault::kNone) return checked.fault;
    const auto invite = chain::parse_invite(text);
    const auto directory = community_directory(data_);
    std::error_code ignored;
    if (fs::exists(directory / "genesis.json", ignored)) return Fault::kMemberAlready;
    auto home = Home::make(directory);
    if (!home) return Fault::kDisk;
    if (invite->bound && invite->bound->key != home->identity()->key()) return Fault::kForAnother;
    const auto genesis = fetch_genesis(*invite, home->identity(), patience_, stop);
    if (!genesis) {
        switch (genesis.error()) {
            case GenesisFault::kAnothers:
                return Fault::kWrongGenesis;
            case GenesisFault::kNone:
                return Fault::kNoGenesis;
            case GenesisFault::kUnreachable:
            case GenesisFault::kStopped:
                break;
        }
        return Fault::kUnreachable;
    }
    auto& settings = home->settings();  // a wallpad only calls others: nothing to listen on
    settings.role = invite->role;
    settings.peers = invite->addresses;
    settings.rpc_port = 0;
    // The genesis last: with it the directory is a community's.
    if (home->keep_settings() || home->keep_invite(*invite) || home->keep_genesis(*genesis))
        return Fault::kDisk;
    return Fault::kNone;
}

bool NodeEntrance::may_leave() const {
    std::error_code ignored;
    return fs::exists(community_directory(data_) / "genesis.json", ignored) &&
           !fs::exists(admitted_mark(data_), ignored);
}

void NodeEntrance::leave() {
    if (!may_leave()) return;
    std::ofstream(leaving_mark(data_)) << "1\n";
    reopen_();
}

}  // namespace dure::app
