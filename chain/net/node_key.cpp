#include "chain/net/node_key.hpp"

namespace dure::chain {

Result<std::shared_ptr<const NodeIdentity>, KeyFileError> read_or_create_node_key(
    const std::filesystem::path& path) {
    // Any 32 random bytes are an X25519 secret, also those that are a secp256k1 secret.
    const auto secret = read_or_create_key_file(path);
    if (!secret) return secret.error();
    return NodeIdentity::from_secret(SecretBytes::copy_of(secret->view()));
}

}  // namespace dure::chain
