#include "chain/rpc/http_policy.hpp"

#include <algorithm>

namespace dure::chain::rpc {

namespace http = boost::beast::http;

namespace {

constexpr std::string_view kBearer = "Bearer ";
constexpr std::string_view kTokenQuery = "?token=";

std::string_view field(const HttpRequest& request, http::field name) {
    const auto value = request[name];
    return {value.data(), value.size()};
}

std::string_view without_port(std::string_view host) {
    const auto colon = host.rfind(':');
    const auto bracket = host.rfind(']');
    const bool has_port =
        colon != std::string_view::npos && (bracket == std::string_view::npos || colon > bracket);
    return has_port ? host.substr(0, colon) : host;
}

bool contains(const std::vector<std::string>& list, std::string_view value) {
    return std::find(list.begin(), list.end(), value) != list.end();
}

/// In a time that does not tell how much of it was right.
bool same_secret(std::string_view given, std::string_view wanted) {
    if (given.size() != wanted.size()) return false;
    unsigned difference = 0;
    for (std::size_t i = 0; i < given.size(); ++i)
        difference |= static_cast<unsigned>(given[i] ^ wanted[i]);
    return difference == 0;
}

std::optional<HttpRefusal> stranger(const HttpRequest& request, const HttpPolicy& policy) {
    if (!contains(policy.hosts, without_port(field(request, http::field::host))))
        return HttpRefusal{http::status::forbidden, "host not allowed"};
    const auto origin = field(request, http::field::origin);
    if (!origin.empty() && !contains(policy.origins, origin) && !contains(policy.origins, "*"))
        return HttpRefusal{http::status::forbidden, "origin not allowed"};
    return std::nullopt;
}

bool bears_token(const HttpRequest& request, const HttpPolicy& policy) {
    const auto authorization = field(request, http::field::authorization);
    return authorization.starts_with(kBearer) &&
           same_secret(authorization.substr(kBearer.size()), policy.token);
}

constexpr HttpRefusal kNoToken{http::status::unauthorized, "token missing or wrong"};

}  // namespace

std::optional<HttpRefusal> refusal(const HttpRequest& request, const HttpPolicy& policy) {
    if (const auto refused = stranger(request, policy)) return refused;
    const auto origin = field(request, http::field::origin);
    if (request.method() == http::verb::options && !origin.empty()) return std::nullopt;
    if (request.method() != http::verb::post)
        return HttpRefusal{http::status::method_not_allowed, "only POST"};
    if (!field(request, http::field::content_type).starts_with("application/json"))
        return HttpRefusal{http::status::unsupported_media_type,
                           "content type must be application/json"};
    if (policy.token.empty() || bears_token(request, policy)) return std::nullopt;
    return kNoToken;
}

std::optional<HttpRefusal> websocket_refusal(const HttpRequest& request, const HttpPolicy& policy) {
    if (const auto refused = stranger(request, policy)) return refused;
    if (policy.token.empty() || bears_token(request, policy)) return std::nullopt;
    const auto target = request.target();
    const std::string_view address(target.data(), target.size());
    const auto query = address.find(kTokenQuery);
    if (query != std::string_view::npos &&
        same_secret(address.substr(query + kTokenQuery.size()), policy.token)) {
        return std::nullopt;
    }
    return kNoToken;
}

}  // namespace dure::chain::rpc
