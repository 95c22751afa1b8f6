#include "chain/rpc/params.hpp"

namespace dure::chain::rpc {

namespace {
constexpr std::size_t kMaxTopics = 4;
const json::value kMissing;
}  // namespace

void Params::fail(std::string what) {
    if (!error_) error_ = Error{kInvalidParams, std::move(what)};
}

const json::value& Params::value(std::size_t index) const {
    return index < values_.size() ? values_[index] : kMissing;
}

const json::value& Params::at(std::size_t index) {
    if (index < values_.size()) return values_[index];
    fail("missing parameter " + std::to_string(index + 1));
    return kMissing;
}

std::string_view Params::text_of(const json::value& value, const char* what) {
    if (const auto* string = value.if_string()) return *string;
    fail(std::string(what) + " must be a string");
    return {};
}

template <class Fixed>
Fixed Params::fixed(const json::value& value, const char* what) {
    const auto string = text_of(value, what);
    const auto parsed = string.starts_with("0x") ? fixed_from_hex<Fixed>(string) : std::nullopt;
    if (!parsed) {
        fail(std::string(what) + " must be 0x and " + std::to_string(2 * Fixed{}.bytes.size()) +
             " hex digits");
    }
    return parsed.value_or(Fixed{});
}

Bytes Params::bytes_of(const json::value& value, const char* what) {
    const auto string = text_of(value, what);
    auto parsed = string.starts_with("0x") ? from_hex(string) : std::nullopt;
    if (!parsed) fail(std::string(what) + " must be 0x and bytes in hex");
    return std::move(parsed).value_or(Bytes{});
}

uint256 Params::quantity_of(const json::value& value, const char* what) {
    const auto parsed = parse_hex_quantity(text_of(value, what));
    if (!parsed) fail(std::string(what) + " must be a 0x quantity");
    return parsed.value_or(uint256{});
}

std::uint64_t Params::quantity64_of(const json::value& value, const char* what) {
    const auto wide = quantity_of(value, what);
    if (!wide.fits_uint64()) fail(std::string(what) + " is too large");
    return static_cast<std::uint64_t>(wide);
}

BlockRef Params::block_of(const json::value& value) {
    if (const auto* object = value.if_object()) {
        if (const auto* hash = object->if_contains("blockHash"))
            return fixed<Hash256>(*hash, "blockHash");
        if (const auto* number = object->if_contains("blockNumber"))
            return quantity64_of(*number, "blockNumber");
        fail("block must have blockHash or blockNumber");
        return BlockTag::kLatest;
    }
    const auto string = text_of(value, "block");
    if (string == "latest" || string == "safe" || string == "finalized") return BlockTag::kLatest;
    if (string == "pending") return BlockTag::kPending;
    if (string == "earliest") return BlockTag::kEarliest;
    if (string.size() == 66) return fixed<Hash256>(value, "block");
    return quantity64_of(value, "block");
}

std::string_view Params::text(std::size_t index) { return text_of(at(index), "name"); }
Address Params::address(std::size_t index) { return fixed<Address>(at(index), "address"); }
Hash256 Params::hash(std::size_t index) { return fixed<Hash256>(at(index), "hash"); }
Bytes Params::bytes(std::size_t index) { return bytes_of(at(index), "data"); }
uint256 Params::quantity(std::size_t index) { return quantity_of(at(index), "quantity"); }
std::uint64_t Params::quantity64(std::size_t index) { return quantity64_of(at(index), "quantity"); }

bool Params::flag(std::size_t index) {
    if (!has(index)) return false;
    if (!values_[index].is_bool()) fail("flag must be true or false");
    return values_[index].is_bool() && values_[index].get_bool();
}

BlockRef Params::block(std::size_t index) {
    return has(index) ? block_of(values_[index]) : BlockRef{BlockTag::kLatest};
}

std::vector<Params::Slot> Params::slots(std::size_t index) {
    std::vector<Slot> out;
    const auto* list = at(index).if_array();
    if (list == nullptr) {
        fail("storage keys must be a list");
        return out;
    }
    for (const auto& item : *list) {
        const auto* string = item.if_string();
        out.push_back({.key = quantity_of(item, "storage key"),
                       .is_word = string != nullptr && string->size() == 66});
    }
    return out;
}

std::vector<double> Params::percentiles(std::size_t index) {
    std::vector<double> out;
    if (!has(index)) return out;
    const auto* list = values_[index].if_array();
    if (list == nullptr) {
        fail("percentiles must be a list");
        return out;
    }
    for (const auto& item : *list) {
        const auto value = item.is_number() ? item.to_number<double>() : -1.0;
        if (!(value >= (out.empty() ? 0.0 : out.back()) && value <= 100.0)) {
            fail("percentiles must rise from 0 to 100");
            return out;
        }
        out.push_back(value);
    }
    return out;
}

AccessList Params::access_list_of(const json::value& value) {
    AccessList out;
    const auto* list = value.if_array();
    if (list == nullptr) {
        fail("accessList must be a list");
        return out;
    }
    for (const auto& item : *list) {
        const auto* object = item.if_object();
        const auto* address = object != nullptr ? object->if_contains("address") : nullptr;
        const auto* keys = object != nullptr ? object->if_contains("storageKeys") : nullptr;
        if (address == nullptr || keys == nullptr || !keys->is_array()) {
            fail("accessList entries need address and storageKeys");
            return out;
        }
        auto& entry = out.emplace_back();
        entry.address = fixed<Address>(*address, "address");
        for (const auto& key : keys->get_array())
            entry.storage_keys.push_back(fixed<Hash256>(key, "storage key"));
    }
    return out;
}

CallRequest Params::call(std::size_t index, std::uint64_t gas_cap) {
    CallRequest out;
    out.gas = gas_cap;
    const auto* object = at(index).if_object();
    if (object == nullptr) {
        fail("the call must be an object");
        return out;
    }
    // Wallets send more than a call needs (nonce, type, chainId …): that is not an error.
    for (const auto& [name, value] : *object) {
        if (value.is_null()) continue;
        if (name == "from") {
            out.from = fixed<Address>(value, "from");
        } else if (name == "to") {
            out.to = fixed<Address>(value, "to");
        } else if (name == "gas") {
            out.gas = std::min(gas_cap, quantity64_of(value, "gas"));
        } else if (name == "gasPrice" || name == "maxFeePerGas") {
            out.gas_price = quantity_of(value, "gas price");
        } else if (name == "value") {
            out.value = quantity_of(value, "value");
        } else if (name == "input" || name == "data") {
            auto data = bytes_of(value, "data");
            if (!out.data.empty() && data != out.data) fail("data and input differ");
            out.data = std::move(data);
        } else if (name == "accessList") {
            out.access_list = access_list_of(value);
        }
    }
    return out;
}

std::vector<Hash256> Params::topic_of(const json::value& value) {
    if (value.is_null()) return {};
    if (value.is_string()) return {fixed<Hash256>(value, "topic")};
    std::vector<Hash256> out;
    const auto* list = value.if_array();
    if (list == nullptr) {
        fail("a topic must be null, a hash or a list of hashes");
        return out;
    }
    for (const auto& item : *list) out.push_back(fixed<Hash256>(item, "topic"));
    return out;
}

Params::Logs Params::logs(std::size_t index) {
    Logs out;
    const auto* object = at(index).if_object();
    if (object == nullptr) {
        fail("the filter must be an object");
        return out;
    }
    for (const auto& [name, value] : *object) {
        if (value.is_null()) continue;
        if (name == "fromBlock") {
            out.from = block_of(value);
        } else if (name == "toBlock") {
            out.to = block_of(value);
        } else if (name == "blockHash") {
            out.block_hash = fixed<Hash256>(value, "blockHash");
        } else if (name == "address" && value.is_array()) {
            for (const auto& item : value.get_array())
                out.filter.addresses.push_back(fixed<Address>(item, "address"));
        } else if (name == "address") {
            out.filter.addresses.push_back(fixed<Address>(value, "address"));
        } else if (name == "topics") {
            const auto* list = value.if_array();
            if (list == nullptr || list->size() > kMaxTopics) {
                fail("topics must be a list of at most four");
                continue;
            }
            for (const auto& item : *list) out.filter.topics.push_back(topic_of(item));
        } else {
            fail("unknown filter key " + std::string(name));
        }
    }
    if (out.block_hash && (object->contains("fromBlock") || object->contains("toBlock")))
        fail("blockHash excludes fromBlock and toBlock");
    return out;
}

}  // namespace dure::chain::rpc
