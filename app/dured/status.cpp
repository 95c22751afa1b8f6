// dured status: how the running node is, in words or as JSON.
#include <boost/json/serialize.hpp>
#include <chrono>
#include <cstdio>
#include <string>
#include <thread>

#include "arguments.hpp"
#include "chain/node/system_env.hpp"
#include "commands.hpp"
#include "rpc_client.hpp"

namespace dure::app {

namespace {

namespace json = boost::json;

constexpr const char* kUsage =
    "usage: dured status [options]\n"
    "How the node that runs in the data directory is.\n"
    "  --data-dir D   the node's\n"
    "  --json         for scripts\n"
    "  --wait N       first waits until it runs and is up to date, at most N seconds\n";

std::string text_at(const json::value& value, std::string_view key) {
    const auto* object = value.if_object();
    const auto* member = object != nullptr ? object->if_contains(key) : nullptr;
    if (member == nullptr) return "";
    if (const auto* text = member->if_string()) return std::string(*text);
    return json::serialize(*member);
}
std::int64_t number_at(const json::value& value, std::string_view key) {
    const auto* member = value.as_object().if_contains(key);
    return member != nullptr && member->is_number() ? member->to_number<std::int64_t>() : 0;
}
const json::array& list_at(const json::value& value, std::string_view key) {
    static const json::array kNone;
    const auto* object = value.if_object();
    const auto* member = object != nullptr ? object->if_contains(key) : nullptr;
    return member != nullptr && member->is_array() ? member->get_array() : kNone;
}

std::string ago(std::int64_t seconds) {
    if (seconds < 0) return "in the future: check this machine's clock";
    if (seconds < 120) return std::to_string(seconds) + " s ago";
    if (seconds < 7'200) return std::to_string(seconds / 60) + " min ago";
    if (seconds < 172'800) return std::to_string(seconds / 3'600) + " h ago";
    return std::to_string(seconds / 86'400) + " days ago";
}

std::string sync_line(const json::value& status) {
    const auto phase = text_at(status, "phase");
    const auto height = number_at(status, "height");
    const auto best = number_at(status, "best");
    if (phase == "live") return "up to date";
    if (phase == "connecting") return "looking for other nodes";
    if (best <= height) return "finding out how far the others are";
    return "catching up: block " + std::to_string(height) + " of " + std::to_string(best) + ", " +
           std::to_string(100 * height / best) + " %";
}

/// Unknown is "-".
std::string or_dash(std::string text) { return text.empty() ? "-" : text; }

/// Nothing to say while there is plenty.
void print_room(const json::value& status) {
    const auto room = text_at(status, "room");
    const auto free = number_at(status, "freeBytes") >> 20;
    if (room == "none") {
        std::printf(
            "DISK FULL  %lld MiB left: votes on nothing and stores nothing until there is room "
            "again; reads go on\n",
            static_cast<long long>(free));
    } else if (room == "scarce") {
        std::printf("Disk       %lld MiB left: the program's log is not stored\n",
                    static_cast<long long>(free));
    } else if (room == "little") {
        std::printf("Disk       %lld MiB left\n", static_cast<long long>(free));
    }
}

void print_peers(const json::value& status) {
    const auto& peers = list_at(status, "peers");
    std::printf("Peers      %zu connected\n", peers.size());
    for (const auto& peer : peers) {
        const auto latency = text_at(peer, "latencyMs");
        std::printf("  %.12s…  %s  block %s  %s  version %s\n", text_at(peer, "key").c_str(),
                    text_at(peer, "validator") == "true" ? "validator" : "         ",
                    or_dash(text_at(peer, "height")).c_str(),
                    latency.empty() ? "-" : (latency + " ms").c_str(),
                    or_dash(text_at(peer, "version")).c_str());
    }
}

void print_validators(const json::value& status) {
    std::printf("\nValidators, and their turns in the last 100 blocks\n");
    for (const auto& validator : list_at(status, "validators")) {
        const auto missed = number_at(validator, "missed");
        const bool is_this = text_at(validator, "this") == "true";
        const bool is_connected = text_at(validator, "connected") == "true";
        std::printf("  %s  %lld made, %lld missed%s\n", text_at(validator, "address").c_str(),
                    static_cast<long long>(number_at(validator, "proposed")),
                    static_cast<long long>(missed),
                    is_this        ? "  (this node)"
                    : is_connected ? ""
                                   : "  not connected");
    }
}

void print_governance(const json::value& status) {
    const auto* governance = status.as_object().if_contains("governance");
    if (governance == nullptr) return;
    std::size_t active = 0;
    for (const auto& node : list_at(*governance, "nodes"))
        active += text_at(node, "standing") == "active" ? 1U : 0U;
    std::printf("\nNodes      %zu admitted\n", active);
    for (const auto& node : list_at(*governance, "nodes")) {
        if (text_at(node, "standing") != "pending") continue;
        std::printf("  waits    %s (a %s for unit %s)\n", text_at(node, "words").c_str(),
                    text_at(node, "role").c_str(), text_at(node, "unit").c_str());
    }
    for (const auto& action : list_at(*governance, "open")) {
        std::printf("  open vote: %s, %zu for it\n", text_at(action, "text").c_str(),
                    list_at(action, "voters").size());
    }
}

void print(const json::value& status) {
    const auto now = chain::make_system_clock()->wall_ms() / 1'000;
    const auto& self = status.at("node");
    std::printf("Community  %s\n", text_at(status, "chainId").c_str());
    std::printf("This node  %s, %s\n", text_at(self, "role").c_str(),
                text_at(self, "standing") == "active"    ? "admitted"
                : text_at(self, "standing") == "pending" ? "waits for the manager's approval"
                : text_at(self, "standing") == "revoked" ? "REVOKED"
                                                         : "not admitted");
    if (text_at(self, "standing") == "pending")
        std::printf("           its six words: %s\n", text_at(self, "words").c_str());
    std::printf("Chain      %s\n", sync_line(status).c_str());
    std::printf("Last block %s, %s\n", text_at(status, "height").c_str(),
                ago(now - number_at(status, "headTime")).c_str());
    print_room(status);
    print_peers(status);
    if (const auto stopped = text_at(status, "stopped"); !stopped.empty())
        std::printf("STOPPED    %s\n", stopped.c_str());
    if (const auto silent = text_at(status, "silent"); !silent.empty())
        std::printf("NO VOTES   %s\n", silent.c_str());
    for (const auto& notice : list_at(status, "notices"))
        std::printf("Notice     %s\n", std::string(notice.as_string()).c_str());
    for (const auto& item : list_at(status, "evidence"))
        std::printf("EVIDENCE   %s\n", text_at(item, "text").c_str());
    print_validators(status);
    print_governance(status);
}

Outcome<json::value> status_of(const Home& home, std::chrono::seconds patience) {
    const auto until = std::chrono::steady_clock::now() + patience;
    for (;;) {
        const auto client = RpcClient::of(home);
        const auto status =
            client ? client->ask("dure_nodeStatus", {}) : Outcome<json::value>(client.error());
        const bool is_over = std::chrono::steady_clock::now() >= until;
        if (is_over || (status && text_at(*status, "phase") == "live")) return status;
        std::this_thread::sleep_for(std::chrono::milliseconds{200});
    }
}

}  // namespace

int run_status(Words words) {
    const auto arguments = Arguments::parse(words, {"data-dir", "wait"}, {"json", "help"});
    if (!arguments || arguments->has("help") || !arguments->rest().empty()) {
        std::fputs(kUsage, stderr);
        if (!arguments) return fail(arguments.error()), 2;
        return arguments->has("help") ? 0 : 2;
    }
    const auto home = Home::open(Home::directory_of(arguments->value("data-dir")));
    if (!home) return fail(home.error());
    const auto wait = arguments->number_or("wait", 0, 0, 86'400);
    if (!wait) return fail(wait.error());
    const auto status = status_of(*home, std::chrono::seconds(*wait));
    if (!status) return fail(status.error());
    if (arguments->has("json")) {
        std::printf("%s\n", json::serialize(*status).c_str());
        return 0;
    }
    try {
        print(*status);
    } catch (const std::exception&) {
        return fail({"the node is of another version; use its own dured"});
    }
    return 0;
}

}  // namespace dure::app
