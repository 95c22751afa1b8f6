// Nodes with nothing but Links, and streams between them that are queues of bytes. What each node
// was told is kept.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <vector>

#include "chain/net/links.hpp"
#include "tests/net/noise_mutation.hpp"

namespace dure::chain::testing {

class LinkWorld {
 public:
    struct Told {
        std::map<PeerId, NodeKey> peers;  ///< connected now
        std::map<NodeKey, std::vector<Bytes>> messages;
        std::vector<std::string> ended;  ///< reasons
        std::size_t ups = 0;
    };
    struct Member {
        std::shared_ptr<const NodeIdentity> identity;
        std::unique_ptr<Links> links;
        Told told;
    };

    explicit LinkWorld(std::uint64_t seed = 1) : random_(seed) {}

    std::shared_ptr<const NodeIdentity> new_identity() { return random_identity(random_); }
    /// `config`'s identity and randomness are filled in.
    std::size_t add(LinksConfig config, std::shared_ptr<const NodeIdentity> identity = nullptr);
    Member& operator[](std::size_t node) { return *members_[node]; }
    const NodeKey& key(std::size_t node) const { return members_[node]->identity->key(); }

    /// A stream from one to the other: an index to cut it by.
    std::size_t connect(std::size_t from, std::size_t to);
    void cut(std::size_t stream);
    /// Delivers everything that is under way, and what follows from it.
    void settle();
    /// Delivers the next chunk of one stream, if it has any.
    void step(std::size_t stream);
    void pass(std::int64_t ms);
    void send(std::size_t from, std::size_t to, const Bytes& message);
    /// Does what a node's links ask for, when a test has taken it from them itself.
    void deliver(std::size_t node, std::vector<LinkAction> actions);
    std::size_t streams() const { return streams_.size(); }
    /// The number of links `from` has to `to`.
    std::size_t links_between(std::size_t from, std::size_t to);

    std::int64_t now = 0;
    /// Sees and may change what goes over a stream; `false`: it vanishes.
    std::function<bool(std::size_t from, std::size_t to, Bytes&)> wiretap;

 private:
    struct End {
        std::size_t node = 0;
        PeerId id = 0;
        std::deque<Bytes> to_come;
    };
    struct Stream {
        End ends[2];
        bool open = true;
    };
    void collect(std::size_t node);
    void carry(Stream&, int end);

    TestRandom random_;
    std::vector<std::unique_ptr<Member>> members_;
    std::vector<std::unique_ptr<Stream>> streams_;
};

}  // namespace dure::chain::testing
