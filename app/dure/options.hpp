// The command line of `dure`.
#pragma once

#include <QSize>
#include <QString>
#include <QStringList>
#include <optional>
#include <variant>

#include "core/fake/scenario.hpp"

namespace dure::app {

struct Options {
    std::optional<core::fake::Scenario> fake;
    bool demo = false;
    QString data_dir;                  ///< empty: the user's data directory
    QString device;                    ///< "modbus-tcp://host:port/unit"
    std::uint32_t pin_memory_kib = 0;  ///< of the PIN's key derivation; 0: calibrated; for tests
    bool manager = false;
    bool kiosk = false;
    bool first_frame = false;  ///< print time and memory of the first frame, then exit
    QString screenshots;       ///< draw every page into this directory, then exit
    std::optional<QString> language;
    std::optional<bool> dark;
    std::optional<QSize> size;
};

/// The answer to --help and --version.
struct Told {
    QString text;
};
struct Wrong {
    QString text;  ///< what is wrong, in a sentence
};

std::variant<Options, Told, Wrong> read_options(const QStringList& arguments);

}  // namespace dure::app
