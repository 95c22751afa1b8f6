#include "app/dure/home_source.hpp"

#include "core/fake/fake_home.hpp"
#include "core/fake/fake_office.hpp"

#ifdef DURE_COMMUNITY
#include "app/demo/community.hpp"
#include "app/member/entrance.hpp"
#include "app/member/member_home.hpp"
#include "ui/wizard/entrance_service.hpp"
#include "ui/wizard/key_service.hpp"
#endif

namespace dure::app {
namespace {

struct MadeUp {
    core::fake::FakeHome home;
    core::fake::FakeOffice office;
    explicit MadeUp(core::fake::Scenario scenario) : home(scenario), office(scenario) {}
};

#ifdef DURE_COMMUNITY
struct Running {
    std::unique_ptr<Community> community;
    ui::KeyService keys;
    NodeEntrance entrance;
    ui::EntranceService entrances;
    Running(std::unique_ptr<Community> opened, const std::filesystem::path& data,
            std::function<void()> reopen)
        : community(std::move(opened)),
          keys(community->keys()),
          entrance(data, std::move(reopen)),
          entrances(entrance) {}
};

Opened open_where_it_is(const Options& options, const std::filesystem::path& data) {
    std::optional<std::string> device;
    if (!options.device.isEmpty()) device = options.device.toStdString();
    if (!options.demo && is_in_community(data)) {
        return open_member_home(
            {.data_dir = data, .device = device, .pin_memory_kib = options.pin_memory_kib});
    }
    CommunityOptions wanted;
    wanted.data_dir = data;
    wanted.pin_memory_kib = options.pin_memory_kib;
    if (device) {
        wanted.device = device;
        wanted.time_factor = 1;
    }
    return open_community(wanted);
}
#endif

}  // namespace

HomeSource made_up_home(core::fake::Scenario scenario) {
    auto made_up = std::make_shared<MadeUp>(scenario);
    HomeSource source;
    source.home = &made_up->home;
    source.office = &made_up->office;
    source.owner = std::move(made_up);
    return source;
}

HomeSource open_home(const Options& options, const QString& directory,
                     std::function<void()> reopen) {
#ifdef DURE_COMMUNITY
    const std::filesystem::path data = directory.toStdString();
    auto opened = open_where_it_is(options, data);
    HomeSource source;
    if (!opened.community) {
        source.error = QString::fromStdString(opened.error.text);
        return source;
    }
    auto running = std::make_shared<Running>(std::move(opened.community), data, std::move(reopen));
    source.home = &running->community->home();
    source.office = &running->community->office();
    source.owner = std::move(running);
    return source;
#else
    static_cast<void>(options);
    static_cast<void>(directory);
    static_cast<void>(reopen);
    return made_up_home(core::fake::Scenario::kNormal);
#endif
}

void lock_made_up(Screen& screen, core::fake::Scenario scenario) {
    screen.security().setPin(QStringLiteral("270419"));
    if (scenario == core::fake::Scenario::kGuest)
        screen.security().enterGuest();
    else
        screen.security().lock();
}

}  // namespace dure::app
