// What the public test files of Ethereum say, as values of the chain: accounts, block,
// transactions. A field of the wrong shape throws FixtureError; the runner reports the file as
// failed.
#pragma once

#include <boost/json.hpp>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>

#include "chain/block/block.hpp"
#include "chain/evm/message.hpp"
#include "chain/state/world_state.hpp"

namespace dure::app {

struct FixtureError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// A whole file as JSON; the document lives in one arena.
boost::json::value load_json(const std::filesystem::path&);

const boost::json::value& member(const boost::json::value& object, std::string_view key);
std::string_view text(const boost::json::value&);

chain::uint256 number(const boost::json::value&);
std::uint64_t number64(const boost::json::value&);
chain::Bytes bytes(const boost::json::value&);
chain::Address address(std::string_view);
chain::Hash256 hash(const boost::json::value&);

/// "pre", "alloc", "postState": what an empty world has to become.
chain::StateDiff accounts(const boost::json::value&);

/// The same state put together from nothing: no code was run, no node of its tries was hashed.
chain::WorldState made_anew(const chain::WorldState&);

/// "env" of a state test. Block hashes are keccak256 of the number in decimal, by convention.
chain::evm::BlockContext environment(const boost::json::value&);

struct CaseIndex {
    std::size_t data = 0, gas = 0, value = 0;
};
CaseIndex case_index(const boost::json::value& indexes);
struct FixtureTransaction {
    chain::Transaction transaction;
    chain::Address sender;
};
/// One of the combinations of "transaction" of a state test.
FixtureTransaction fixture_transaction(const boost::json::value&, const CaseIndex&);

}  // namespace dure::app
