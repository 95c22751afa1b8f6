#include "devices/roles/plant_map.hpp"

#include <algorithm>

namespace dure::devices {

PlantMap map_plant(std::span<const core::RegisterModel> models) {
    PlantMap map;
    map.models.assign(models.begin(), models.end());
    const auto take = [](PlantMap::Place& place, const core::RegisterModel& model) {
        if (!place) place = model;
    };
    for (const auto& model : models) {
        switch (model.id) {
            case 1:
                take(map.common, model);
                break;
            case 101:
            case 102:
            case 103:
            case 111:
            case 112:
            case 113:
            case 701:
                take(map.inverter, model);
                break;
            case 120:
                take(map.nameplate, model);
                break;
            case 121:
                take(map.settings, model);
                break;
            case 123:
                take(map.controls, model);
                break;
            case 124:
                take(map.storage, model);
                take(map.state_of_charge, model);
                break;
            case 713:
            case 802:
                take(map.state_of_charge, model);
                break;
            case 160:
            case 714:
                take(map.inputs, model);
                break;
            case 201:
            case 202:
            case 203:
            case 204:
            case 211:
            case 212:
            case 213:
            case 214:
                take(map.meter, model);
                break;
            default:
                break;
        }
    }
    return map;
}

std::vector<core::RegisterModel> PlantMap::polled() const {
    std::vector<core::RegisterModel> polled;
    for (const auto* place : {&inverter, &controls, &storage, &state_of_charge, &inputs, &meter}) {
        const bool known = !*place || std::ranges::find(polled, **place) != polled.end();
        if (!known) polled.push_back(**place);
    }
    return polled;
}

}  // namespace dure::devices
