#include "chain/node/system_env.hpp"

#include <sodium.h>

#include <chrono>
#include <cstdio>
#include <ctime>

namespace dure::chain {

namespace {

template <class Source>
std::int64_t milliseconds_of() {
    return std::chrono::duration_cast<std::chrono::milliseconds>(Source::now().time_since_epoch())
        .count();
}

class SystemClock final : public Clock {
 public:
    std::int64_t wall_ms() const override { return milliseconds_of<std::chrono::system_clock>(); }
    std::int64_t steady_ms() const override { return milliseconds_of<std::chrono::steady_clock>(); }
};

class SystemRandom final : public Random {
 public:
    void fill(std::span<Byte> out) override { randombytes_buf(out.data(), out.size()); }
};

class StderrLog final : public Logger {
 public:
    explicit StderrLog(LogLevel least) : least_(least) {}

    void write(LogLevel level, std::string_view line) override {
        if (level < least_) return;
        const auto now = std::time(nullptr);
        std::tm utc{};
        gmtime_r(&now, &utc);
        char when[32];
        std::strftime(when, sizeof when, "%Y-%m-%dT%H:%M:%SZ", &utc);
        std::fprintf(stderr, "%s %.*s\n", when, static_cast<int>(line.size()), line.data());
    }

 private:
    LogLevel least_;
};

}  // namespace

std::shared_ptr<Clock> make_system_clock() { return std::make_shared<SystemClock>(); }
std::shared_ptr<Random> make_system_random() {
    return sodium_init() < 0 ? nullptr : std::make_shared<SystemRandom>();
}
std::shared_ptr<Logger> make_stderr_log(LogLevel least) {
    return std::make_shared<StderrLog>(least);
}

}  // namespace dure::chain
