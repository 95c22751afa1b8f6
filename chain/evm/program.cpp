#include "chain/evm/program.hpp"

#include <algorithm>

#include "chain/evm/translator.hpp"

namespace dure::chain::evm {

Program::Program(const Code& code, Labels labels, Translation translation)
    : destinations_(std::make_unique_for_overwrite<std::int32_t[]>(code.size())),
      code_size_(code.size()) {
    std::fill_n(destinations_.get(), code_size_, kNowhere);
    Translator(*this, code, labels, translation).run();
}

}  // namespace dure::chain::evm
