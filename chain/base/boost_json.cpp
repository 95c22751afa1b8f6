// Boost.JSON's own sources, compiled here once for the whole program: Debian's package of headers
// is enough. Link dure_chain_json and include <boost/json.hpp> wherever JSON is read or written.
#include <boost/json/src.hpp>
