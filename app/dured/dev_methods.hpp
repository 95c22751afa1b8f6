// What `dured dev` answers beside a node's methods: anvil's and hardhat's evm_* and their aliases,
// and transactions in the name of the well-known accounts. Methods that change balances, code or
// storage without a transaction are missing on purpose: no block would show why.
//
//   evm_mine [{timestamp, blocks} | timestamp]    anvil_mine, hardhat_mine [blocks, seconds
//   between] evm_snapshot → id, evm_revert [id] → bool     evm_increaseTime [seconds] → seconds
//   ahead evm_setNextBlockTimestamp [time]              evm_setAutomine [bool], anvil_getAutomine
//   evm_setIntervalMining [seconds]               eth_accounts, eth_sendTransaction,
//   anvil_… of the same words                     eth_signTransaction, eth_sign, personal_sign
#pragma once

#include <memory>
#include <vector>

#include "chain/node/dev_chain.hpp"
#include "chain/rpc/methods.hpp"
#include "dev_accounts.hpp"

namespace dure::app {

chain::rpc::ExtraMethods dev_methods(std::shared_ptr<chain::DevChain> dev,
                                     std::shared_ptr<const std::vector<DevAccount>> accounts);

}  // namespace dure::app
