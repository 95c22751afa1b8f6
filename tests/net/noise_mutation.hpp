// An attacker in the middle of a handshake: one message out of three is changed on its way.
#pragma once

#include <cstdint>
#include <random>
#include <string_view>

#include "chain/net/noise.hpp"

namespace dure::chain::testing {

using TestRandom = std::mt19937_64;

SecretBytes random_secret(TestRandom&);
std::shared_ptr<const NodeIdentity> random_identity(TestRandom&);

/// What the attacker does; every kind is drawn equally often.
enum class Mutation : std::uint8_t {
    kFlipBit,
    kFlipBits,  ///< 2 to 16
    kChangeByte,
    kTruncate,
    kExtend,
    kOwnEphemeral,    ///< a key of the attacker in place of the sender's
    kSmallOrder,      ///< a point whose shared secret is zero
    kOtherSession,    ///< the same message of another handshake between the same two nodes
    kEarlierMessage,  ///< the first message again
    kRandomBytes,     ///< of the right length
    kOtherPrologue,   ///< nothing is changed, but one side's network is another
    kCount,
};
std::string_view to_string(Mutation);

/// Two nodes, one handshake of each recorded, so that an attempt costs little.
class MutationTrial {
 public:
    explicit MutationTrial(std::uint64_t seed);

    struct Attempt {
        Mutation mutation{};
        int message = 0;        ///< 0, 1, 2
        bool accepted = false;  ///< somebody who read what was changed finished the handshake
    };
    Attempt attempt();
    /// The same handshake untouched; whether both sides finish with the same session.
    bool untouched_succeeds();

 private:
    std::vector<Bytes> record_session();
    Bytes mutated(Bytes message, Mutation, int index);

    TestRandom random_;
    std::shared_ptr<const NodeIdentity> initiator_;
    std::shared_ptr<const NodeIdentity> responder_;
    Bytes prologue_;
    std::vector<Bytes> other_session_;
    Bytes first_message_;
};

}  // namespace dure::chain::testing
