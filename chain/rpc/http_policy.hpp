// Who may talk to the node over HTTP, decided from a request's headers alone.
#pragma once

#include <boost/beast/http/fields.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/status.hpp>
#include <boost/beast/http/string_body.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dure::chain::rpc {

using HttpRequest = boost::beast::http::request<boost::beast::http::string_body>;

struct HttpPolicy {
    std::vector<std::string> hosts;
    std::vector<std::string> origins;  ///< "*": all
    std::string token;                 ///< empty: none is wanted
};

struct HttpRefusal {
    boost::beast::http::status status{};
    std::string_view why;
};
/// Nothing when the request may be answered.
std::optional<HttpRefusal> refusal(const HttpRequest&, const HttpPolicy&);
/// Nothing when the connection may become a WebSocket. Clients that cannot send an Authorization
/// header there (viem, browsers) put the token into the address: ws://127.0.0.1:8545/?token=…
std::optional<HttpRefusal> websocket_refusal(const HttpRequest&, const HttpPolicy&);

}  // namespace dure::chain::rpc
