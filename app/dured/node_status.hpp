// How a running node is, as one JSON value: what `dured status` shows and scripts read
// (dure_nodeStatus).
#pragma once

#include <boost/json/value.hpp>
#include <vector>

#include "chain/node/node.hpp"
#include "chain/rpc/methods.hpp"
#include "home.hpp"

namespace dure::app {

/// On the node's thread.
boost::json::value node_status(const chain::Node& node, const Home& home);
chain::rpc::ExtraMethods node_methods(const Home& home);

/// Where active nodes listen, out of a status.
std::vector<chain::DialAddress> addresses_in(const boost::json::value& status);

}  // namespace dure::app
