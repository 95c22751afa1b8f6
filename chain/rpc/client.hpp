// A connection as the desk sees it: somebody who asked and gets texts back.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

namespace dure::chain::rpc {

/// Of a client that may subscribe; never used twice.
using ClientId = std::uint64_t;

/// On the server's thread.
class Client : public std::enable_shared_from_this<Client> {
 public:
    virtual ~Client() = default;
    /// To what was asked; empty when nothing but notifications was.
    virtual void answer(std::string text) = 0;
    /// What a subscription has to tell.
    virtual void notify(std::string text) = 0;
};

}  // namespace dure::chain::rpc
