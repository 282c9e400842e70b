// SPDX-License-Identifier: MIT
// Notices that a file changed on disk, by looking a few times per second. A change counts once the file has stayed the
// same for one look, so that a half-written one is not read.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

namespace slotscope::gui {

inline constexpr double kWatchSeconds = 0.25;

class FileWatch {
public:
    /// Watches this file from its present state; "" watches nothing.
    void watch(const std::filesystem::path& file);
    [[nodiscard]] const std::filesystem::path& file() const { return file_; }
    /// True once per change. Looks at most every kWatchSeconds; `now` in seconds, never falling.
    [[nodiscard]] bool changed(double now);

private:
    struct Stamp {
        std::filesystem::file_time_type time;
        std::uintmax_t bytes = 0;
        friend bool operator==(const Stamp&, const Stamp&) = default;
    };
    [[nodiscard]] std::optional<Stamp> look() const;

    std::filesystem::path file_;
    std::optional<Stamp> known_, pending_;
    double next_look_ = 0;
};

}  // namespace slotscope::gui
