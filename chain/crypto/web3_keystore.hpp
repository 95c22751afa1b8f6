// Web3 Secret Storage version 3, the JSON that Ethereum wallets exchange: for import and export
// only. Costs that a file asks for are capped before any work is done.
#pragma once

#include <string>
#include <string_view>

#include "chain/base/result.hpp"
#include "chain/crypto/secp256k1.hpp"

namespace dure::chain {

inline constexpr std::size_t kMaxWeb3FileSize = 8 * 1024;
inline constexpr std::uint64_t kMaxScryptMemory = 256 * 1024 * 1024;  ///< bytes: 128 × n × r
inline constexpr std::uint64_t kMaxScryptParallelism = 8;
inline constexpr std::uint64_t kMaxPbkdf2Rounds = 10'000'000;

enum class Web3Error {
    malformed,       ///< not the JSON of a version 3 file, or larger than kMaxWeb3FileSize
    unsupported,     ///< another cipher, function or version
    too_costly,      ///< beyond the caps
    wrong_password,  ///< the authentication code differs; also what a corrupt file looks like
    not_a_key,       ///< decrypts to something that is no secp256k1 key
};
std::string_view to_string(Web3Error);

/// `password` is UTF-8 as typed.
Result<SecretKey, Web3Error> import_web3(std::string_view json, const SecretBytes& password);

struct ScryptCost {
    std::uint64_t n = 262'144;  ///< a power of two
    std::uint32_t r = 8;
    std::uint32_t p = 1;
};
/// scrypt and AES-128-CTR. Nothing when the cost is no legal one.
std::optional<std::string> export_web3(const SecretKey&, const SecretBytes& password,
                                       ScryptCost cost = {});

}  // namespace dure::chain
