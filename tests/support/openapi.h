// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/madeuppages.h"

#include <QJsonObject>

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace fuseboard::test {

/// What an OpenAPI document says of GET requests: enough to hold a request against it, and of JSON documents the answer too.
class OpenApi {
public:
    /// Empty where the file is not there. JSON, or YAML as the published file is laid out: two spaces a level.
    static std::optional<OpenApi> read(const std::string& file);

    /// That provider's, beside the project.
    static std::optional<OpenApi> contractOf(MadeUpProvider provider);

    /// What is wrong with a request's target (path and query, without the base path), empty if nothing.
    [[nodiscard]] std::string faultOf(const std::string& target) const;
    /// What an answer to that request lacks, or has of another type; empty if nothing. Members and words that the document does
    /// not know may be there, texts and numbers may stand for each other, and null for what need not be there.
    [[nodiscard]] std::string faultOfAnswer(const std::string& target, const std::string& answer) const;
    [[nodiscard]] bool knowsAnswers() const { return !m_root.isEmpty(); }
    [[nodiscard]] std::size_t paths() const { return m_paths.size(); }

private:
    struct Parameter {
        std::string name, in, type;
        bool required = false;
        std::set<std::string> values; ///< empty: any
    };
    using Parameters = std::vector<Parameter>;
    struct Path {
        Parameters parameters {};
        QJsonObject answer {}; ///< its schema; of YAML, empty
    };

    void readJson(const std::string& text);
    void readYaml(const std::string& text);
    [[nodiscard]] const Path* find(const std::string& path) const;

    QJsonObject m_root;
    std::map<std::string, Path> m_paths;
};

} // namespace fuseboard::test
