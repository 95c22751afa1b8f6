#include "chain/rpc/desk.hpp"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <boost/json/serialize.hpp>
#include <chrono>

namespace dure::chain::rpc {

namespace {

/// A client that was quiet may ask so many seconds' worth at once.
constexpr double kBurstSeconds = 10;

std::int64_t steady_ms() {
    return std::chrono::duration_cast<std::chrono::milliseconds>(
               std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

std::string failure_text(const Error& error) { return json::serialize(failure(nullptr, error)); }

}  // namespace

/// Posted to the node. One that dies unrun answers too: there is no node.
class Desk::Job {
 public:
    explicit Job(std::shared_ptr<Desk> desk, Questions begun = {})
        : desk_(std::move(desk)), begun_(std::move(begun)) {}
    Job(const Job&) = delete;
    ~Job() {
        if (was_run_) return;
        refuse_all(std::move(begun_));
        refuse_all(desk_->take_questions());
    }
    void run(Node& node) {
        was_run_ = true;
        desk_->work(node, std::move(begun_));
    }

 private:
    void refuse_all(Questions questions) {
        for (auto& question : questions) {
            std::vector<Text> texts;
            texts.push_back({.client = std::move(question.client),
                             .id = 0,
                             .text = failure_text({kInternalError, "the node is not running"})});
            desk_->send(question.io, std::move(texts));
        }
    }

    std::shared_ptr<Desk> desk_;
    Questions begun_;
    bool was_run_ = false;
};

std::shared_ptr<Desk> Desk::make(const ServerOptions& options, PostToNode post,
                                 std::weak_ptr<Io> io) {
    // The desk may end on another thread while the node tells its feeds.
    const auto weak = std::make_shared<std::weak_ptr<Desk>>();
    auto feeds = std::make_shared<Feeds>(options.limits, [weak](ClientId id, std::string text) {
        if (const auto desk = weak->lock()) desk->tell(id, std::move(text));
    });
    const std::shared_ptr<Desk> desk(
        new Desk(options, std::move(post), std::move(io), std::move(feeds)));
    *weak = desk;
    return desk;
}

Desk::Desk(const ServerOptions& options, PostToNode post, std::weak_ptr<Io> io,
           std::shared_ptr<Feeds> feeds)
    : limits_(options.limits),
      settling_(options.settling),
      post_(std::move(post)),
      io_(std::move(io)),
      feeds_(std::move(feeds)),
      methods_(limits_, options.extra, feeds_),
      allowed_(static_cast<double>(limits_.requests_per_second) * kBurstSeconds) {}

ClientId Desk::enter(const std::shared_ptr<Client>& client) {
    clients_.emplace(++last_client_, client);
    return last_client_;
}

void Desk::leave(ClientId id) {
    clients_.erase(id);
    post_([desk = shared_from_this(), id](Node&) { desk->feeds_->leave(id); });
}

std::optional<Error> Desk::refuse(std::size_t requests) {
    if (limits_.requests_per_second == 0) return std::nullopt;
    const auto rate = static_cast<double>(limits_.requests_per_second);
    const auto now = steady_ms();
    allowed_ += rate * static_cast<double>(now - std::exchange(allowed_ms_, now)) / 1'000;
    allowed_ = std::min(allowed_, rate * kBurstSeconds);
    if (allowed_ < static_cast<double>(requests))
        return Error{kLimitExceeded, "more than " + std::to_string(limits_.requests_per_second) +
                                         " requests a second"};
    allowed_ -= static_cast<double>(requests);
    return std::nullopt;
}

void Desk::ask(std::shared_ptr<Client> client, std::optional<ClientId> id, std::string_view text) {
    auto body = parse_body(text, limits_);
    auto error = body ? refuse(body->requests.size()) : std::optional{body.error()};
    if (error) return client->answer(failure_text(*error));
    bool is_first = false;
    {
        const std::lock_guard lock(mutex_);
        is_first = inbox_.empty();
        inbox_.push_back(
            {.io = io_.lock(), .client = std::move(client), .id = id, .body = *std::move(body)});
    }
    if (!is_first) return;
    auto job = std::make_shared<Job>(shared_from_this());
    post_([job = std::move(job)](Node& node) { job->run(node); });
}

Desk::Questions Desk::take_questions() {
    const std::lock_guard lock(mutex_);
    return std::exchange(inbox_, {});
}

void Desk::work(Node& node, Questions questions) {
    is_working_ = true;
    auto fresh = take_questions();
    std::move(fresh.begin(), fresh.end(), std::back_inserter(questions));
    const auto end = limits_.turn_ms == 0 ? INT64_MAX : steady_ms() + limits_.turn_ms;
    std::shared_ptr<Io> io;
    std::vector<Text> texts;
    while (!questions.empty()) {
        auto& question = questions.front();
        while (!is_finished(question)) {
            go_on(node, question);
            if (steady_ms() >= end) break;
        }
        if (!is_finished(question)) break;
        io = question.io;
        texts.push_back(
            {.client = std::move(question.client), .id = 0, .text = std::move(question.text)});
        questions.pop_front();
        if (steady_ms() >= end) break;
    }
    // Once for all that came meanwhile: in a developer's chain their transactions share a block.
    if (settling_ && settling_->is_due(node)) settling_->settle(node);
    is_working_ = false;
    std::move(told_.begin(), told_.end(), std::back_inserter(texts));
    told_.clear();
    if (!io) io = io_.lock();
    if (!texts.empty() && io) send(io, std::move(texts));
    if (questions.empty()) return;
    auto job = std::make_shared<Job>(shared_from_this(), std::move(questions));
    post_([job = std::move(job)](Node& later) { job->run(later); });
}

/// The next request, or the next few that are answered together.
void Desk::go_on(Node& node, Question& question) {
    const auto& body = question.body;
    auto& text = question.text;
    const auto rest = std::span(body.requests).subspan(question.done);
    const auto some = methods_.answer(node, rest, steady_ms(), question.id);
    for (std::size_t i = 0; i < some.size(); ++i) {
        if (rest[i] && rest[i]->is_notification) continue;
        if (body.is_batch) text += text.empty() ? '[' : ',';
        text += json::serialize(some[i]);
        if (text.size() > limits_.response_bytes) {
            const auto id = body.is_batch ? json::value(nullptr) : some[i].at("id");
            text = json::serialize(failure(id, {kLimitExceeded, "the answer is too large"}));
            question.done = body.requests.size();
            return;
        }
    }
    question.done += some.size();
    if (is_finished(question) && body.is_batch && !text.empty()) text += ']';
}

void Desk::tell(ClientId id, std::string text) {
    if (is_working_) {
        told_.push_back({.client = {}, .id = id, .text = std::move(text)});
        return;
    }
    std::vector<Text> texts;
    texts.push_back({.client = {}, .id = id, .text = std::move(text)});
    if (const auto io = io_.lock()) send(io, std::move(texts));
}

void Desk::send(const std::shared_ptr<Io>& io, std::vector<Text> texts) {
    boost::asio::post(*io, [desk = shared_from_this(), texts = std::move(texts)]() mutable {
        for (auto& [client, id, text] : texts) {
            if (client) {
                client->answer(std::move(text));
            } else if (const auto found = desk->clients_.find(id); found != desk->clients_.end()) {
                if (const auto subscriber = found->second.lock())
                    subscriber->notify(std::move(text));
            }
        }
    });
}

}  // namespace dure::chain::rpc
