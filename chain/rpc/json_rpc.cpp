#include "chain/rpc/json_rpc.hpp"

#include "chain/node/json.hpp"

namespace dure::chain::rpc {

namespace {

Answer<Request> parse_request(json::value& value) {
    auto* object = value.if_object();
    if (object == nullptr) return Error{kInvalidRequest, "a request must be an object"};
    Request out;
    if (const auto* id = object->if_contains("id")) {
        if (!id->is_string() && !id->is_number() && !id->is_null())
            return Error{kInvalidRequest, "id must be a string, a number or null"};
        out.id = *id;
    } else {
        out.is_notification = true;
    }
    const auto* version = object->if_contains("jsonrpc");
    if (version == nullptr || !version->is_string() || version->get_string() != "2.0")
        return Error{kInvalidRequest, "jsonrpc must be \"2.0\""};
    const auto* method = object->if_contains("method");
    if (method == nullptr || !method->is_string())
        return Error{kInvalidRequest, "method must be a string"};
    out.method = method->get_string();
    if (auto* params = object->if_contains("params"); params != nullptr && !params->is_null()) {
        if (!params->is_array()) return Error{kInvalidParams, "params must be a list"};
        out.params = std::move(params->get_array());
    }
    return out;
}

}  // namespace

Answer<Body> parse_body(std::string_view text, const Limits& limits) {
    auto value = parse_json(text, limits.depth);
    if (!value) return Error{kParseError, "parse error: " + value.error().what};
    Body body;
    auto* batch = value->if_array();
    if (batch == nullptr) {
        body.requests.push_back(parse_request(*value));
        return body;
    }
    if (batch->empty()) return Error{kInvalidRequest, "empty batch"};
    if (batch->size() > limits.batch) {
        return Error{kLimitExceeded,
                     "batch of more than " + std::to_string(limits.batch) + " requests"};
    }
    body.is_batch = true;
    for (auto& item : *batch) body.requests.push_back(parse_request(item));
    return body;
}

json::value success(json::value id, json::value result) {
    json::object out;
    out["jsonrpc"] = "2.0";
    out["id"] = std::move(id);
    out["result"] = std::move(result);
    return out;
}

json::value failure(json::value id, const Error& error) {
    json::object inner;
    inner["code"] = error.code;
    inner["message"] = error.message;
    if (error.data) inner["data"] = *error.data;
    json::object out;
    out["jsonrpc"] = "2.0";
    out["id"] = std::move(id);
    out["error"] = std::move(inner);
    return out;
}

}  // namespace dure::chain::rpc
