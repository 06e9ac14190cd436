// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace fuseboard::test {

/// What an OpenAPI document says of the parameters of GET requests: enough to hold a request against it.
class OpenApi {
public:
    /// Empty where the file is not there. JSON, or YAML as the published file is laid out: two spaces a level.
    static std::optional<OpenApi> read(const std::string& file);

    /// What is wrong with a request's target (path and query, without the base path), empty if nothing.
    [[nodiscard]] std::string faultOf(const std::string& target) const;
    [[nodiscard]] std::size_t paths() const { return m_paths.size(); }

private:
    struct Parameter {
        std::string name, in, type;
        bool required = false;
        std::set<std::string> values; ///< empty: any
    };
    using Parameters = std::vector<Parameter>;

    void readJson(const std::string& text);
    void readYaml(const std::string& text);
    [[nodiscard]] const Parameters* find(const std::string& path) const;

    std::map<std::string, Parameters> m_paths;
};

} // namespace fuseboard::test
