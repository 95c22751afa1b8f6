// The building manager's desk: members with their last readings, applications, slots, the book and
// the chain's blocks, read from the market port. Threads and answers as in household.hpp.
#pragma once

#include <memory>

#include "core/ports/chain_watch.hpp"
#include "core/ports/clock.hpp"
#include "core/ports/executor.hpp"
#include "core/ports/home.hpp"

namespace dure::core {

struct OfficeParts {
    Executor& owner;
    const Clock& clock;
    Market& market;  ///< with the manager's keys where the desk may decide
    const ChainWatch* chain = nullptr;
};

struct OfficeSettings {
    bool simulation = false;
    std::int32_t time_factor = 1;
    bool may_decide = true;  ///< the market holds the manager's keys
};

class OfficeDesk final : public Office {
 public:
    OfficeDesk(OfficeParts, OfficeSettings);
    ~OfficeDesk() override;

    /// Call about four times a second on the owning thread.
    void tick();

    std::shared_ptr<const OfficeView> view() const override;
    [[nodiscard]] Handler on_view(std::function<void(std::shared_ptr<const OfficeView>)>) override;
    void request(const OfficeRequest&, Answer) override;
    void find_block(const BlockQuery&, std::function<void(std::optional<FoundBlock>)>) override;

 private:
    class Body;
    std::shared_ptr<Body> body_;
};

}  // namespace dure::core
