// The way of this wallpad into a community of others, and its place on the disk:
//
//   DATA/community/           a node's directory as dured's (app/dured/home.hpp), whole once
//                             genesis.json is there
//   DATA/community/admitted   the manager has let this node in: from then on nothing here is thrown
//                             away
//   DATA/community.leaving    the resident turned away before that: removed at the next start
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <thread>

#include "core/ports/entrance.hpp"

namespace dure::app {

std::filesystem::path community_directory(const std::filesystem::path& data);
/// Whether this wallpad is in a community of others. Removes one that was left.
bool is_in_community(const std::filesystem::path& data);
/// Nothing is thrown away from now on.
void keep_admitted(const std::filesystem::path& data);

class NodeEntrance final : public core::Entrance {
 public:
    /// `reopen` is called on the GUI thread: the window ends, and what is_in_community says begins.
    /// `patience`: how long the nodes of an invite are asked.
    NodeEntrance(std::filesystem::path data, std::function<void()> reopen,
                 std::chrono::milliseconds patience = std::chrono::seconds{30});

    core::InviteCheck check(std::string_view text) const override;
    void enter(std::string_view text, std::function<void(core::EntranceFault)> done) override;
    void open() override { reopen_(); }
    bool may_leave() const override;
    void leave() override;

 private:
    core::EntranceFault enter_with(const std::string& text, const std::stop_token& stop) const;

    std::filesystem::path data_;
    std::function<void()> reopen_;
    std::chrono::milliseconds patience_;
    std::jthread asking_;
};

}  // namespace dure::app
