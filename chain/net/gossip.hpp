// Who is told what. Votes go from their author to every validator it has a connection to; whoever
// hears one passes it on to the validators that its author does not reach, so that a mesh repeats
// nothing and a star of nodes that only meet at one still hears everything. Transactions go towards
// the validators.
#pragma once

#include <optional>
#include <vector>

#include "chain/base/types.hpp"
#include "chain/net/peer_set.hpp"

namespace dure::chain {

/// Whether votes and transactions are passed to the peer: a validator, or one that passes them on.
bool passes_on(const Peer& peer, const std::vector<Address>& validators);

/// To whom a vote goes that this node made.
std::vector<PeerId> vote_receivers(const PeerSet& peers, const std::vector<Address>& validators);

/// To whom a vote of `author` goes on that came from `from`.
std::vector<PeerId> vote_receivers(const PeerSet& peers, const std::vector<Address>& validators,
                                   PeerId from, const Address& author);

/// To whom transactions go: validators and relays; when there are none, every member.
std::vector<PeerId> transaction_receivers(const PeerSet& peers,
                                          const std::vector<Address>& validators);

/// Validators with a connection to this node: what its Status says.
std::vector<Address> linked_validators(const PeerSet& peers,
                                       const std::vector<Address>& validators);

}  // namespace dure::chain
