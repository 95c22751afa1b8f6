#include "app/dure/home_source.hpp"

#include "core/fake/fake_home.hpp"
#include "core/fake/fake_office.hpp"

#ifdef DURE_COMMUNITY
#include "app/demo/community.hpp"
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
    explicit Running(std::unique_ptr<Community> opened)
        : community(std::move(opened)), keys(community->keys()) {}
};
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

HomeSource open_home(const Options& options, const QString& directory) {
#ifdef DURE_COMMUNITY
    CommunityOptions wanted;
    wanted.data_dir = directory.toStdString();
    if (!options.device.isEmpty()) {
        wanted.device = options.device.toStdString();
        wanted.time_factor = 1;
    }
    auto opened = open_community(wanted);
    HomeSource source;
    if (!opened.community) {
        source.error = QString::fromStdString(opened.error.text);
        return source;
    }
    auto running = std::make_shared<Running>(std::move(opened.community));
    source.home = &running->community->home();
    source.office = &running->community->office();
    source.owner = std::move(running);
    return source;
#else
    static_cast<void>(options);
    static_cast<void>(directory);
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
