// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/locallogs/logdialect.h"

#include <simdjson.h>

namespace fuseboard {

/// Lines of the sessions that Codex CLI keeps (`contracts/PROVIDERS.md` 6.2): running totals, of which each response is the
/// difference. A response is known by its session's file name and place, so that an archived session is the same one.
class RolloutLines : public LogLineParser {
public:
    static std::unique_ptr<LogLineParser> make() { return std::make_unique<RolloutLines>(); }

    void begin(const std::string& file, const std::string& person, std::string_view state) override;
    LineVerdict parse(const RawLine& line, LogBatch& batch) override;
    [[nodiscard]] bool isWhole(const RawLine& line) override;
    [[nodiscard]] std::string state() const override;
    [[nodiscard]] std::uint64_t originOf(const std::string& file) const override;

    /// As Codex counts: input includes what was cached or written, output includes reasoning.
    struct Totals {
        std::int64_t input = 0, cached = 0, cacheWrite = 0, output = 0, reasoning = 0;
        bool operator==(const Totals&) const = default;
    };

private:
    LineVerdict read(const RawLine& line, LogBatch& batch);

    simdjson::ondemand::parser m_parser;
    std::uint64_t m_origin = 0;
    std::string m_person;
    // What lines of a file say of those after them.
    std::string m_model, m_directory;
    std::optional<Totals> m_before;
    std::string m_startedIn; ///< the second; of a subagent's session, which begins with what its parent was told
    bool m_subagent = false;
};

} // namespace fuseboard
