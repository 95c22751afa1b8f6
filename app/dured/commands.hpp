// The subcommands of dured, one file each: what follows the command's name comes as words, what
// goes back is the exit code (0 well, 1 failed with words on stderr, 2 wrong use).
#pragma once

#include <span>
#include <string_view>

namespace dure::app {

using Words = std::span<const std::string_view>;

/// An open chain for integrators' tests.
int run_dev(Words);

/// A community of one's own.
int run_init(Words);
/// A node of somebody's community.
int run_join(Words);
int run_run(Words);
int run_status(Words);
// With the manager's key.
int run_invite(Words);
int run_approve(Words);
int run_revoke(Words);
int run_key(Words);
int run_members(Words);
/// With a validator's key.
int run_vote(Words);
int run_identity(Words);

}  // namespace dure::app
