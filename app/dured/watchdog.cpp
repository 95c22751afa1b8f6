#include "watchdog.hpp"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <cstring>

namespace dure::app {

bool tell_systemd(std::string_view state) {
    const char* path = std::getenv("NOTIFY_SOCKET");
    if (path == nullptr) return false;
    const std::string_view name(path);
    sockaddr_un to{};
    to.sun_family = AF_UNIX;
    if (name.size() < 2 || name.size() >= sizeof to.sun_path) return false;
    std::memcpy(to.sun_path, name.data(), name.size());
    if (to.sun_path[0] == '@') to.sun_path[0] = '\0';  // an abstract socket
    const int socket = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (socket < 0) return false;
    const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + name.size());
    const auto sent = ::sendto(socket, state.data(), state.size(), MSG_NOSIGNAL,
                               reinterpret_cast<const sockaddr*>(&to), length);
    ::close(socket);
    return sent == static_cast<ssize_t>(state.size());
}

std::optional<std::chrono::milliseconds> watchdog_period() {
    const char* text = std::getenv("WATCHDOG_USEC");
    if (text == nullptr) return std::nullopt;
    std::int64_t microseconds = 0;
    const auto end = text + std::strlen(text);
    const auto [at, error] = std::from_chars(text, end, microseconds);
    if (error != std::errc{} || at != end || microseconds <= 0) return std::nullopt;
    return std::chrono::milliseconds{std::max<std::int64_t>(1, microseconds / 2'000)};
}

}  // namespace dure::app
