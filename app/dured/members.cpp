// dured members: who asks for a seat in the market, and the manager's answer.
#include <algorithm>
#include <cstdio>
#include <string>

#include "arguments.hpp"
#include "chain/api/membership.hpp"
#include "commands.hpp"
#include "home.hpp"
#include "rpc_client.hpp"

namespace dure::app {

namespace {

constexpr const char* kUsage =
    "usage: dured members [--data-dir D] [approve ADDRESS | deny ADDRESS]\n"
    "Homes that ask for a seat in the market, and the manager's answer. Approved ones get their\n"
    "first coins and may trade. Without an answer: lists who waits.\n";

constexpr std::size_t kPage = 500;

Outcome<std::vector<core::Member>> everybody(const RpcClient& client,
                                             const chain::api::Suite& suite) {
    std::vector<core::Member> out;
    for (;;) {
        const auto answer = client.view(suite.registry, chain::api::ask_members(out.size(), kPage));
        if (!answer) return answer.error();
        const auto page = chain::api::read_members(*answer);
        out.insert(out.end(), page.begin(), page.end());
        if (page.size() < kPage) return out;
    }
}

void list_waiting(const std::vector<core::Member>& members) {
    std::size_t waiting = 0, seats = 0;
    for (const auto& member : members) {
        seats += member.state == core::MemberState::kApproved ? 1U : 0U;
        if (member.state != core::MemberState::kApplied) continue;
        ++waiting;
        std::printf("%s\n", chain::to_hex(member.owner).c_str());
    }
    std::printf("%s%zu seats taken.\n",
                waiting == 0 ? "Nobody waits. "
                             : "\nSeat one with dured members approve ADDRESS, when the home shows "
                               "the same address. ",
                seats);
}

int answer(const Home& home, const RpcClient& client, const chain::api::Suite& suite,
           const std::vector<std::string>& words) {
    const auto owner = chain::fixed_from_hex<chain::Address>(words[1]);
    if (!owner) return fail({"ADDRESS must be 0x and 40 hex digits"}), 2;
    const auto members = everybody(client, suite);
    if (!members) return fail(members.error());
    const bool waits = std::any_of(members->begin(), members->end(), [&](const auto& member) {
        return member.owner == owner->bytes && member.state == core::MemberState::kApplied;
    });
    if (!waits) return fail({"that home does not wait; dured members lists who does"});
    const auto manager = home.manager_key();
    if (!manager) return fail(manager.error());
    const bool approves = words[0] == "approve";
    const auto message = approves ? chain::api::approve_member(suite, *owner)
                                  : chain::api::deny_member(suite, *owner);
    const auto sent = client.send(*manager, message.to, message.data);
    if (!sent) return fail(sent.error());
    std::printf("%s: %s\n", approves ? "Approved" : "Denied", words[1].c_str());
    return 0;
}

}  // namespace

int run_members(Words words) {
    const auto arguments = Arguments::parse(words, {"data-dir"}, {"help"});
    const auto is_answer = [](const std::vector<std::string>& rest) {
        return rest.size() == 2 && (rest[0] == "approve" || rest[0] == "deny");
    };
    if (!arguments || arguments->has("help") ||
        (!arguments->rest().empty() && !is_answer(arguments->rest()))) {
        std::fputs(kUsage, stderr);
        if (!arguments) return fail(arguments.error()), 2;
        return arguments->has("help") ? 0 : 2;
    }
    const auto home = Home::open(Home::directory_of(arguments->value("data-dir")));
    if (!home) return fail(home.error());
    if (!home->genesis().governance) return fail({"this community has no manager"});
    const auto client = RpcClient::of(*home);
    if (!client) return fail(client.error());
    const auto suite = chain::api::suite_of(home->genesis().governance->manager);
    if (!arguments->rest().empty()) return answer(*home, *client, suite, arguments->rest());
    const auto members = everybody(*client, suite);
    if (!members) return fail(members.error());
    list_waiting(*members);
    return 0;
}

}  // namespace dure::app
