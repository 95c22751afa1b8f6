// Between the server's thread and the node's: requests are collected, executed on the node's thread
// as many as have come at once, and go back as texts. What a job tells subscribers leaves after its
// answers, so nobody hears from a subscription before knowing of it. What takes long is cut between
// two requests: the node's own events come in between.
#pragma once

#include <boost/asio/io_context.hpp>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chain/rpc/client.hpp"
#include "chain/rpc/feeds.hpp"
#include "chain/rpc/json_rpc.hpp"
#include "chain/rpc/methods.hpp"
#include "chain/rpc/server.hpp"

namespace dure::chain::rpc {

class Desk : public std::enable_shared_from_this<Desk> {
 public:
    using Io = boost::asio::io_context;

    /// Calls clients in `io`; says nothing after the server's end.
    static std::shared_ptr<Desk> make(const ServerOptions&, PostToNode, std::weak_ptr<Io> io);
    Desk(const Desk&) = delete;

    // On the server's thread:
    ClientId enter(const std::shared_ptr<Client>&);  ///< may subscribe from now on
    void leave(ClientId);
    /// Exactly one `answer` follows. `id` of a client that has entered.
    void ask(std::shared_ptr<Client>, std::optional<ClientId> id, std::string_view text);

 private:
    struct Question {
        std::shared_ptr<Io> io;  ///< first: the client's socket needs it to its end
        std::shared_ptr<Client> client;
        std::optional<ClientId> id;
        Body body;
        std::size_t done = 0;  ///< requests of `body`
        std::string text{};    ///< their answers
    };
    using Questions = std::deque<Question>;
    struct Text {
        std::shared_ptr<Client> client;  ///< null: who has `id`
        ClientId id = 0;
        std::string text;
    };
    class Job;

    Desk(const ServerOptions&, PostToNode, std::weak_ptr<Io>, std::shared_ptr<Feeds>);
    std::optional<Error> refuse(std::size_t requests);
    Questions take_questions();
    /// `begun`: by an earlier turn.
    void work(Node&, Questions begun);
    void go_on(Node&, Question&);
    bool is_finished(const Question& q) const { return q.done == q.body.requests.size(); }
    void tell(ClientId, std::string text);
    void send(const std::shared_ptr<Io>&, std::vector<Text> texts);

    const Limits limits_;
    const std::optional<Settling> settling_;
    const PostToNode post_;
    const std::weak_ptr<Io> io_;

    std::mutex mutex_;
    Questions inbox_;  ///< under mutex_

    // On the node's thread only:
    std::shared_ptr<Feeds> feeds_;
    Methods methods_;
    bool is_working_ = false;
    std::vector<Text> told_;  ///< by feeds, in this job

    // On the server's thread only:
    std::map<ClientId, std::weak_ptr<Client>> clients_;
    ClientId last_client_ = 0;
    double allowed_;  ///< requests that may come at this moment
    std::int64_t allowed_ms_ = 0;
};

}  // namespace dure::chain::rpc
