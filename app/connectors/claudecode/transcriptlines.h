// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/locallogs/logdialect.h"

#include <simdjson.h>

namespace fuseboard {

/// Lines of Claude Code's transcripts (`contracts/PROVIDERS.md` 6.1). Only counts, ids, model, time, directory and version
/// are looked at; prompts and answers are never copied.
class TranscriptLines : public LogLineParser {
public:
    static std::unique_ptr<LogLineParser> make() { return std::make_unique<TranscriptLines>(); }

    void begin(const std::string& file, const std::string& person, std::string_view state) override;
    LineVerdict parse(const RawLine& line, LogBatch& batch) override;
    [[nodiscard]] bool isWhole(const RawLine& line) override;
    [[nodiscard]] std::string state() const override { return {}; }
    [[nodiscard]] std::uint64_t originOf(const std::string& file) const override;

private:
    LineVerdict read(const RawLine& line, LogBatch& batch);

    simdjson::ondemand::parser m_parser;
    std::uint64_t m_origin = 0;
    std::string m_directory; ///< of the file, where a line names none
    std::string m_person;
};

} // namespace fuseboard
