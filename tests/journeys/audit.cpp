#include "tests/journeys/audit.hpp"

#include <fstream>
#include <future>
#include <map>
#include <sstream>

#include "chain/api/ledger.hpp"
#include "chain/api/node_market.hpp"
#include "chain/crypto/hash.hpp"
#include "chain/crypto/keyfile.hpp"
#include "chain/node/node_host.hpp"

namespace dure::journeys {

namespace fs = std::filesystem;

Audit audit(const fs::path& directory) {
    Audit result;
    std::ostringstream text;
    text << std::ifstream(directory / "genesis.json").rdbuf();
    auto genesis = chain::parse_genesis(text.str());
    if (!genesis) return {.fault = "genesis: " + genesis.error().what};
    const auto manager = chain::read_key_file(directory / "keys" / "manager.key");
    const auto validator = chain::read_key_file(directory / "keys" / "validator.key");
    if (!manager || !validator) return {.fault = "keys"};

    chain::HostOptions options;
    options.data_dir = directory / "chain";
    options.genesis = std::move(*genesis);
    // Another key than the validator's: an audit follows and seals nothing.
    options.signer = chain::make_signer(*manager);
    chain::NodeHost host(std::move(options));
    const auto state = host.start();
    if (state.error) return {.fault = "open: " + state.error->what};
    for (const auto& notice : state.notices) {
        if (notice.kind == chain::StoreNotice::Kind::kBlocksLost)
            return {.fault = "acknowledged blocks lost: " + notice.what};
    }
    std::promise<void> read;
    host.post([&](chain::Node& node) {
        const auto suite = chain::api::suite_of(chain::address_of(*manager));
        const chain::api::Ledger ledger(node, suite);
        result.height = node.height();
        core::MilliWon sum = ledger.coins(suite.market).balance;
        for (const auto& member : ledger.members()) {
            chain::Address owner;
            owner.bytes = member.owner;
            const auto coins = ledger.coins(owner);
            if (coins.locked > coins.balance) result.fault = "more locked than owned";
            sum += coins.balance;
        }
        if (sum != ledger.supply()) {
            result.fault = "coins " + std::to_string(sum.value) + " of a supply of " +
                           std::to_string(ledger.supply().value);
        }
        // The raw logs, not the ledger's digest of them.
        static constexpr std::string_view kSettled = "Settled(uint32,uint8,bytes)";
        chain::LogFilter filter;
        filter.addresses = {suite.market};
        filter.topics = {{chain::keccak256(chain::ByteView{
            reinterpret_cast<const chain::Byte*>(kSettled.data()), kSettled.size()})}};
        std::map<chain::Hash256, int> times;
        for (const auto& log : node.logs(filter, 1'000'000)) ++times[log.log.topics.at(1)];
        result.settled_slots = times.size();
        for (const auto& [slot, n] : times) {
            if (n != 1) result.fault = "a slot was settled " + std::to_string(n) + " times";
        }
        read.set_value();
    });
    read.get_future().get();
    return result;
}

}  // namespace dure::journeys
