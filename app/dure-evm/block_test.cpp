#include "block_test.hpp"

#include <map>
#include <memory>

#include "chain/block/execution.hpp"
#include "exception_names.hpp"
#include "fixture.hpp"

namespace dure::app {

using namespace chain;
namespace json = boost::json;

namespace {

constexpr std::string_view kNetwork = "Cancun";

/// A block that was taken, with the world after it.
struct Link {
    Header header;
    Hash256 hash;
    std::shared_ptr<const Link> parent;
    std::shared_ptr<WorldState> world;
};
using SharedLink = std::shared_ptr<const Link>;
using Chain = std::map<Hash256, SharedLink>;

/// EIP-1559.
uint256 next_base_fee(const Header& parent) {
    constexpr std::uint64_t kElasticity = 2, kDenominator = 8;
    const auto target = parent.gas_limit / kElasticity;
    const auto& fee = parent.base_fee_per_gas;
    if (parent.gas_used == target) return fee;
    if (parent.gas_used > target) {
        const auto step = fee * (parent.gas_used - target) / target / kDenominator;
        return fee + std::max(step, uint256{1});
    }
    return fee - fee * (target - parent.gas_used) / target / kDenominator;
}

/// EIP-4844.
std::uint64_t next_excess_blob_gas(const Header& parent) {
    constexpr std::uint64_t kTarget = 393'216;
    const auto sum = parent.excess_blob_gas + parent.blob_gas_used;
    return sum < kTarget ? 0 : sum - kTarget;
}

bool gas_limit_follows(const Header& header, const Header& parent) {
    constexpr std::uint64_t kDivisor = 1024, kLeast = 5000;
    const auto difference = header.gas_limit > parent.gas_limit
                                ? header.gas_limit - parent.gas_limit
                                : parent.gas_limit - header.gas_limit;
    return difference < parent.gas_limit / kDivisor && header.gas_limit >= kLeast &&
           header.gas_limit <= (~std::uint64_t{0} >> 1);
}

/// The tests' name of what is wrong with the header on its own, or empty.
std::string_view header_exception(const Header& header, const Header& parent) {
    constexpr std::size_t kMaxExtraData = 32;
    if (header.difficulty) return "BlockException.IMPORT_IMPOSSIBLE_DIFFICULTY_OVER_PARIS";
    if (header.ommers_hash != kEmptyListHash) {
        return "BlockException.IMPORT_IMPOSSIBLE_UNCLES_OVER_PARIS";
    }
    if (header.number != parent.number + 1) return "BlockException.INVALID_BLOCK_NUMBER";
    if (header.timestamp <= parent.timestamp) {
        return "BlockException.INVALID_BLOCK_TIMESTAMP_OLDER_THAN_PARENT";
    }
    if (!gas_limit_follows(header, parent)) return "BlockException.INVALID_GASLIMIT";
    if (header.gas_used > header.gas_limit) return "BlockException.GAS_USED_OVERFLOW";
    if (header.extra_data.size() > kMaxExtraData) return "BlockException.EXTRA_DATA_TOO_BIG";
    if (!header.nonce.is_zero()) return "BlockException.IMPORT_IMPOSSIBLE_NONCE_OVER_PARIS";
    if (header.base_fee_per_gas != next_base_fee(parent)) {
        return "BlockException.INVALID_BASEFEE_PER_GAS";
    }
    if (header.excess_blob_gas != next_excess_blob_gas(parent)) {
        return "BlockException.INCORRECT_EXCESS_BLOB_GAS";
    }
    if (header.blob_gas_used != 0) return "BlockException.INCORRECT_BLOB_GAS_USED";
    return "";
}

/// Asked after execution, because the bad transactions of the tests stand under wrong roots.
std::string_view body_exception(const Block& block) {
    if (transactions_root(block.transactions) != block.header.transactions_root) {
        return "BlockException.INVALID_TRANSACTIONS_ROOT";
    }
    if (withdrawals_root(block.withdrawals) != block.header.withdrawals_root) {
        return "BlockException.INVALID_WITHDRAWALS_ROOT";
    }
    return "";
}

std::string_view outcome_exception(const Header& header, const BlockResult& result) {
    if (result.gas_used != header.gas_used) return "BlockException.INVALID_GAS_USED";
    if (result.logs_bloom != header.logs_bloom) return "BlockException.INVALID_LOG_BLOOM";
    if (receipts_root(result.receipts) != header.receipts_root) {
        return "BlockException.INVALID_RECEIPTS_ROOT";
    }
    return "";
}

/// Hashes of the blocks before the one that follows `parent`.
BlockHashes ancestors_from(SharedLink parent) {
    return [parent = std::move(parent)](std::uint64_t number) -> Hash256 {
        for (auto link = parent; link; link = link->parent) {
            if (link->header.number == number) return link->hash;
        }
        return {};
    };
}

struct Import {
    SharedLink link;  ///< null: refused
    std::string exception;
};

Import refused(std::string_view exception) {
    return {.link = nullptr, .exception = std::string(exception)};
}

std::string_view decoding_exception(BlockError error) {
    switch (error) {
        case BlockError::has_ommers:
            return "BlockException.IMPORT_IMPOSSIBLE_UNCLES_OVER_PARIS";
        case BlockError::bad_transaction:
            return "TransactionException.RLP_INVALID";
        case BlockError::bad_encoding:
            break;
    }
    return "BlockException.RLP_STRUCTURES_ENCODING";
}

Import import_block(const Chain& chain, ByteView encoded, evm::Caches caches) {
    auto decoded = decode_block(encoded);
    if (!decoded) return refused(decoding_exception(decoded.error()));
    const Block block = std::move(*decoded);
    if (encode(block) != Bytes(encoded.begin(), encoded.end())) return refused("encodes otherwise");

    const auto found = chain.find(block.header.parent_hash);
    if (found == chain.end()) {
        return refused(block.header.parent_hash.is_zero() ? "BlockException.UNKNOWN_PARENT_ZERO"
                                                          : "BlockException.UNKNOWN_PARENT");
    }
    const auto& parent = found->second;
    if (const auto wrong = header_exception(block.header, parent->header); !wrong.empty()) {
        return refused(wrong);
    }

    std::vector<Address> senders;
    for (const auto& tx : block.transactions) {
        const auto from = sender(tx);
        if (!from) return refused(exception_name(ExecutionError::not_signed));
        senders.push_back(*from);
    }
    const auto executed = execute_block(*parent->world, {.header = block.header,
                                                         .transactions = block.transactions,
                                                         .senders = senders,
                                                         .withdrawals = block.withdrawals,
                                                         .chain_id = 1,
                                                         .block_hash = ancestors_from(parent),
                                                         .caches = caches});
    if (!executed) {
        const auto error = executed.error().error;
        return refused(error == ExecutionError::gas_above_block
                           ? std::string_view{"BlockException.GAS_USED_OVERFLOW"}
                           : exception_name(error));
    }
    if (const auto wrong = body_exception(block); !wrong.empty()) return refused(wrong);
    if (const auto wrong = outcome_exception(block.header, *executed); !wrong.empty()) {
        return refused(wrong);
    }
    auto world = std::make_shared<WorldState>(parent->world->clone());
    world->apply(executed->diff);
    if (caches == evm::Caches::kOff) *world = made_anew(*world);
    if (world->root() != block.header.state_root) {
        return refused("BlockException.INVALID_STATE_ROOT");
    }
    return {.link = std::make_shared<const Link>(Link{.header = block.header,
                                                      .hash = chain::hash(block.header),
                                                      .parent = parent,
                                                      .world = std::move(world)}),
            .exception = {}};
}

SharedLink genesis(const json::value& test) {
    const auto decoded = decode_block(bytes(member(test, "genesisRLP")));
    if (!decoded) throw FixtureError("genesis does not decode");
    auto world = std::make_shared<WorldState>();
    world->apply(accounts(member(test, "pre")));
    if (world->root() != decoded->header.state_root) throw FixtureError("another genesis root");
    return std::make_shared<const Link>(Link{.header = decoded->header,
                                             .hash = chain::hash(decoded->header),
                                             .parent = nullptr,
                                             .world = std::move(world)});
}

/// What the head's world has to look like, by its root.
Hash256 expected_state(const json::value& test) {
    if (const auto* root = test.as_object().if_contains("postStateHash")) return app::hash(*root);
    WorldState world;
    world.apply(accounts(member(test, "postState")));
    return world.root();
}

/// Nothing when the chain passes.
std::optional<std::string> check_chain(const json::value& test, evm::Caches caches) {
    Chain chain;
    auto head = genesis(test);
    chain.emplace(head->hash, head);
    std::size_t number = 0;
    for (const auto& item : member(test, "blocks").as_array()) {
        ++number;
        const auto imported = import_block(chain, bytes(member(item, "rlp")), caches);
        const auto* exception = item.as_object().if_contains("expectException");
        const auto which = "block " + std::to_string(number) + " ";
        if (imported.link && exception != nullptr) {
            return which + "taken, but has to be refused: " + std::string(text(*exception));
        }
        if (!imported.link && exception == nullptr) return which + "refused: " + imported.exception;
        if (!imported.link) {
            if (names_include(text(*exception), imported.exception)) continue;
            return which + "refused for " + imported.exception + ", not for " +
                   std::string(text(*exception));
        }
        head = imported.link;
        chain.emplace(head->hash, head);
    }
    if (head->hash != app::hash(member(test, "lastblockhash"))) return "another head";
    if (head->header.state_root != expected_state(test)) return "another state at the head";
    return std::nullopt;
}

}  // namespace

FileReport run_block_tests(const std::filesystem::path& file, evm::Caches caches) {
    const auto document = load_json(file);
    FileReport report;
    for (const auto& [name, test] : document.as_object()) {
        if (text(member(test, "network")) != kNetwork) continue;
        report.push_back({file.string() + " " + std::string(name.data(), name.size()),
                          check_chain(test, caches)});
    }
    return report;
}

}  // namespace dure::app
